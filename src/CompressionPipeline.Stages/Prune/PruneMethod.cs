namespace CompressionPipeline.Stages.Prune;

/// <summary>What decides which parts of a model go.</summary>
public enum PruneMethod
{
    /// <summary>Whole layers, by their position in the stack.</summary>
    Layers,

    /// <summary>Heads and feed-forward units of the smallest weights.</summary>
    Magnitude,

    /// <summary>Heads and feed-forward units that the loss needs least, by first-order Taylor expansion.</summary>
    Taylor,

    /// <summary>Heads and feed-forward units by the Fisher information, within a budget of weights; meant to do without training
    /// after it.</summary>
    Fisher,

    /// <summary>Layers by their position, and heads and units of those that stay by an importance.</summary>
    Combined,

    /// <summary>NASH: a decoder of few layers, and an encoder of the heads and units whose trained gates stay open.</summary>
    Nash,

    /// <summary>CoFi: trained gates on everything in both stacks, hidden dimensions included.</summary>
    Cofi,

    /// <summary>Trained gates as for NASH, with the decoder's attentions and feed-forward blocks and hidden dimensions.</summary>
    Auto,

    /// <summary>Layers by their position, and pieces of the tokenizer that the training texts do not use.</summary>
    Vocabulary,

    /// <summary>What a search before this step has found.</summary>
    Search,
}

/// <summary>How much a head or a unit matters, without training.</summary>
public enum ImportanceMeasure
{
    /// <summary>First-order Taylor expansion of the loss on a calibration set.</summary>
    Taylor,

    /// <summary>Length of the weights.</summary>
    Magnitude,
}

/// <summary>Which stacks lose heads and units.</summary>
public enum PrunedStacks
{
    /// <summary>Encoder and decoder.</summary>
    Both,

    /// <summary>The encoder alone.</summary>
    Encoder,

    /// <summary>The decoder alone.</summary>
    Decoder,
}
