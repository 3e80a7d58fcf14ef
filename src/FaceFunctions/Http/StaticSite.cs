using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace FaceFunctions.Http;

/// <summary>A page and the files that it is made of, embedded in the app under one folder. What is not embedded does not exist: no path reaches a disk.</summary>
/// <remarks>Safe to share between threads. A file is read when it is first asked for, so a site costs nothing at start.</remarks>
/// <param name="folder">Folder of the files' logical names, for instance <c>App/Site</c>.</param>
/// <param name="contentSecurityPolicy">What the page may do, as the header <c>Content-Security-Policy</c> says it; goes with every file.</param>
internal sealed class StaticSite(string folder, string contentSecurityPolicy)
{
    /// <summary>The file that the folder itself answers.</summary>
    public const string Index = "index.html";

    // Ordinal: a name is right or is none.
    private readonly FrozenSet<string> _names = typeof(StaticSite).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(name => name[(folder.Length + 1)..])
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, StaticFile> _files = new(StringComparer.Ordinal);

    /// <summary>Every file's name inside the folder.</summary>
    public IEnumerable<string> Names => _names;

    /// <summary>Answers a request for one file: 200, 304 to who has it, 404, or 405 where it is neither GET nor HEAD.</summary>
    /// <param name="request">The request; its method and headers are read.</param>
    /// <param name="name">The file's name inside the folder; empty is <see cref="Index"/>.</param>
    public Answer Reply(HttpRequest request, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return Answer.MethodNotAllowed("GET, HEAD");
        }

        string wanted = name.Length == 0 ? Index : name;
        if (!_names.Contains(wanted))
        {
            return Answer.Of(Problem.NotFound("file", "The page has no such file."));
        }

        StaticFile file = _files.GetOrAdd(wanted, key => StaticFile.Read(typeof(StaticSite).Assembly, $"{folder}/{key}"));
        return Answer.Static(IfNoneMatch.Names(request.Headers, file.ETag) ? null : file, file.ETag, contentSecurityPolicy);
    }
}
