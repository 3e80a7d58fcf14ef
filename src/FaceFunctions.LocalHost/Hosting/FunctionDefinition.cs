using System.Text.Json;
using FaceFunctions.LocalHost.Triggers;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A function of the app, as its function.json describes it.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="BindingName">Name of its trigger binding.</param>
internal abstract record FunctionDefinition(string Name, string BindingName)
{
    /// <summary>Called when a blob appears or changes.</summary>
    internal sealed record Blob(string Name, string BindingName, BlobPathPattern Path) : FunctionDefinition(Name, BindingName);

    /// <summary>Called at certain times.</summary>
    internal sealed record Timer(string Name, string BindingName, NcrontabSchedule Schedule, bool RunOnStartup) : FunctionDefinition(Name, BindingName);

    /// <summary>Called over HTTP; no methods means all of them.</summary>
    internal sealed record Http(string Name, string BindingName, string Route, IReadOnlyList<string> Methods) : FunctionDefinition(Name, BindingName)
    {
        /// <summary>The route after the prefix of host.json, which may be empty; without a slash before it.</summary>
        public string FullRoute(string routePrefix) => routePrefix.Length > 0 ? $"{routePrefix}/{Route}" : Route;
    }

    /// <summary>Reads every function of an app, in the order of their names.</summary>
    /// <exception cref="LocalHostException">There is none, or one cannot be played by the local host.</exception>
    public static IReadOnlyList<FunctionDefinition> ReadAll(string appFolder)
    {
        FunctionDefinition[] functions = [.. Directory.EnumerateDirectories(appFolder)
            .Select(folder => Path.Combine(folder, "function.json"))
            .Where(File.Exists)
            .Order(StringComparer.Ordinal)
            .Select(Read)];
        return functions.Length > 0 ? functions : throw new LocalHostException($"No folder in {appFolder} holds a function.json: it is not a built or published app.");
    }

    private static FunctionDefinition Read(string path)
    {
        string name = Path.GetFileName(Path.GetDirectoryName(path))!;
        using JsonDocument document = AppJson.Read(path);
        foreach (JsonElement binding in AppJson.Find(document.RootElement, "bindings") is { ValueKind: JsonValueKind.Array } bindings ? bindings.EnumerateArray() : default)
        {
            string bindingName = AppJson.FindString(binding, "name") ?? "";
            switch (AppJson.FindString(binding, "type")?.ToUpperInvariant())
            {
                case "BLOBTRIGGER":
                    return new Blob(name, bindingName, BlobPathPattern.Parse(AppJson.FindString(binding, "path") ?? "")
                        ?? throw new LocalHostException($"The path of the blob trigger in {path} is not like container/{{name}}."));
                case "TIMERTRIGGER":
                    string schedule = AppJson.FindString(binding, "schedule") ?? "";
                    return new Timer(name, bindingName, NcrontabSchedule.Parse(schedule)
                        ?? throw new LocalHostException($"The schedule '{schedule}' in {path} is not an NCRONTAB expression of six fields."), AppJson.IsTrue(binding, "runOnStartup"));
                case "HTTPTRIGGER":
                    return new Http(name, bindingName, AppJson.FindString(binding, "route") ?? name, AppJson.FindStrings(binding, "methods"));
                default:
                    break;
            }
        }

        throw new LocalHostException($"{path} has no blobTrigger, timerTrigger or httpTrigger, and the local host plays no other trigger.");
    }
}
