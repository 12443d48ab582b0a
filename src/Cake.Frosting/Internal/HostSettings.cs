using System.ComponentModel;
using Cake.Cli;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>What the host itself takes from the command line; everything else becomes an argument of the build.</summary>
internal sealed class HostSettings : CommandSettings
{
    [CommandOption("--target|-t|--Target <TARGET>")]
    [DefaultValue(new[] { "Default" })]
    [Description("Target task to invoke")]
    public required string[] Targets { get; init; }

    [CommandOption("--working|-w <PATH>")]
    [TypeConverter(typeof(Cli.DirectoryPathConverter))]
    [Description("Sets the working directory")]
    public DirectoryPath? WorkingDirectory { get; init; }

    [CommandOption("--verbosity|-v <VERBOSITY>")]
    [TypeConverter(typeof(VerbosityConverter))]
    [DefaultValue(Verbosity.Normal)]
    [Description("Specifies the amount of information to be displayed.\n(Quiet, Minimal, Normal, Verbose, Diagnostic)")]
    public Verbosity Verbosity { get; init; }

    [CommandOption("--description|--descriptions|--showdescription|--showdescriptions")]
    [Description("Shows description for each task")]
    public bool Description { get; init; }

    [CommandOption("--tree|--showtree")]
    [Description("Shows the task dependency tree")]
    public bool Tree { get; init; }

    [CommandOption("--dryrun|--noop|--whatif")]
    [Description("Performs a dry run")]
    public bool DryRun { get; init; }

    [CommandOption("--exclusive|-e")]
    [Description("Executes the target task without any dependencies")]
    public bool Exclusive { get; init; }

    [CommandOption("--version|--ver")]
    [Description("Displays version information")]
    public bool Version { get; init; }

    [CommandOption("--info")]
    [Description("Displays additional information about Cake")]
    public bool Info { get; init; }
}
