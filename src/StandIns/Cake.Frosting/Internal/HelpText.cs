namespace Cake.Frosting.Internal;

internal static class HelpText
{
    public static string For(string program) => $"""
        USAGE:
            {program} [OPTIONS]

        EXAMPLES:
            {program}
            {program} --verbosity quiet
            {program} --tree

        OPTIONS:
                                           DEFAULT
            -h, --help                                Prints help information
            -t, --target <TARGET>          Default    Target task to invoke
            -w, --working <PATH>                      Sets the working directory
            -v, --verbosity <VERBOSITY>    Normal     Specifies the amount of information to be displayed.
                                                      (Quiet, Minimal, Normal, Verbose, Diagnostic)
                --description                         Shows description for each task
                --tree                                Shows the task dependency tree
                --dryrun                              Performs a dry run
            -e, --exclusive                           Executes the target task without any dependencies
                --version                             Displays version information
                --info                                Displays additional information about Cake
        """;
}
