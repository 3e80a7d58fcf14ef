using FaceFunctions.Hosting;
using FaceFunctions.Http;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.App;

/// <summary><c>GET /api/app</c> and <c>/api/app/{file}</c>: the page for people. Open to everybody, since it holds nothing: what it shows it asks for with the key that is typed into it.</summary>
public static class AppFunction
{
    private const string File = "file";

    // Own scripts and styles in files, own pictures and those that the page made itself; nothing inline, nothing of others, in nobody's frame. No string becomes markup or code.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The page's files.</summary>
    internal static StaticSite Site { get; } = new("App/Site", Policy);

    /// <summary>A request came.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.App)]
    public static Answer Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "app/{*" + File + "}")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string file = RouteName.Read(request, File);

        // The page names its files from /api: with a slash at the end they would be looked for a folder too deep.
        return file.Length == 0 && request.Path.Value!.EndsWith('/') ? Answer.Moved("../app") : Site.Reply(request, file);
    }
}
