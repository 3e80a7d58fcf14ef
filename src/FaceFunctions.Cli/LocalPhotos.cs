using System.CommandLine;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Evaluation.Embedding;
using FaceFunctions.Vision;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Cli;

/// <summary>Options and means of the commands that look at photos on this machine themselves, without service and storage.</summary>
internal sealed class LocalPhotos
{
    /// <summary>Names the environment variable of <c>--cache</c>.</summary>
    public const string CacheVariable = "FACEFUNCTIONS_CACHE";

    private const string StarterFolder = "starter";

    private readonly Option<string?> _bundle = new("--bundle") { Description = "Folder of the model bundle. Default: the starter, which knows drawn portraits only.", HelpName = "DIR" };
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "Neither read embeddings that were kept, nor keep any." };

    /// <summary>Where embeddings are kept.</summary>
    public Option<string?> Cache { get; } = CacheOption();

    /// <summary>The option <c>--cache</c>.</summary>
    public static Option<string?> CacheOption() => new("--cache") { Description = $"Folder where embeddings are kept. Default: {CacheVariable}, else the user's cache folder.", HelpName = "DIR" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_bundle);
        command.Add(Cache);
        command.Add(_noCache);
    }

    /// <summary>Loads the bundle that was asked for.</summary>
    /// <exception cref="CliException">It is not there, or cannot be used.</exception>
    public async Task<BatchAnalyzer> LoadAsync(CommandRun run, CancellationToken cancellationToken)
    {
        string? named = run.Parse.GetValue(_bundle);
        string folder = named is null ? Path.Combine(AppContext.BaseDirectory, StarterFolder) : SharedOptions.FullPath(named, _bundle.Name);
        if (!Directory.Exists(folder))
        {
            throw CliException.NotFound($"The folder \"{named ?? folder}\" is not there.");
        }

        try
        {
            BatchAnalyzer analyzer = await Task.Run(() => BatchAnalyzer.Load(folder, options: null, run.Host.Time), cancellationToken);
            if (named is null)
            {
                run.Report.Note("note: without --bundle this is the starter, which knows drawn portraits only: of photos of real people its answers mean nothing.");
            }

            return analyzer;
        }
        catch (ModelBundleException error)
        {
            throw new CliException(ExitCode.Failed, "bad-bundle", error.Message, error);
        }
    }

    /// <summary>The cache that was asked for; null with <c>--no-cache</c>.</summary>
    /// <exception cref="CliException">Both options are given, or the path is empty.</exception>
    public EmbeddingCache? OpenCache(CommandRun run, RecognitionModel model)
    {
        if (!run.Parse.GetValue(_noCache))
        {
            return new EmbeddingCache(Root(run, Cache), model.BundleId);
        }

        return run.Parse.GetValue(Cache) is null ? null : throw CliException.Usage("--cache and --no-cache exclude each other.");
    }

    /// <summary>The folder of all caches.</summary>
    public static string Root(CommandRun run, Option<string?> cache) =>
        SharedOptions.FullPath(run.Parse.GetValue(cache) ?? run.Host.Variable(CacheVariable) ?? EmbeddingCache.DefaultRoot(run.Host.Variable), cache.Name);
}
