using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;

namespace Cake.Core;

public interface ICakeContext
{
    ICakeEnvironment Environment { get; }
    ICakeLog Log { get; }
    ICakeArguments Arguments { get; }
    IProcessRunner ProcessRunner { get; }
    ICakeConfiguration Configuration { get; }
}

public abstract class CakeContextAdapter : ICakeContext
{
    private readonly ICakeContext context;

    protected CakeContextAdapter(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        this.context = context;
    }

    public virtual ICakeEnvironment Environment => context.Environment;
    public virtual ICakeLog Log => context.Log;
    public virtual ICakeArguments Arguments => context.Arguments;
    public virtual IProcessRunner ProcessRunner => context.ProcessRunner;
    public virtual ICakeConfiguration Configuration => context.Configuration;
}

internal sealed class CakeContext(
    ICakeEnvironment environment, ICakeLog log, ICakeArguments arguments, IProcessRunner processRunner,
    ICakeConfiguration configuration) : ICakeContext
{
    public ICakeEnvironment Environment => environment;
    public ICakeLog Log => log;
    public ICakeArguments Arguments => arguments;
    public IProcessRunner ProcessRunner => processRunner;
    public ICakeConfiguration Configuration => configuration;
}
