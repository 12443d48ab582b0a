namespace CompressionPipeline.Core;

/// <summary>The depth of a stack in sixths, as Campos and Zhai write their levels (arXiv 2304.02721).</summary>
public static class StackLevel
{
    /// <summary>How many layers a level keeps: 2 sixths are 2 of 8, 4 of 12 and 8 of 24 layers; at least 1.</summary>
    /// <param name="depth">Layers the stack has. At least 1.</param>
    /// <param name="sixths">1 to 6.</param>
    public static int Kept(int depth, int sixths) => Math.Max(1, depth * sixths / 6);
}
