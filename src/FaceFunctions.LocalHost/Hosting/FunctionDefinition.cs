using System.Text.Json;
using FaceFunctions.LocalHost.Triggers;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Hosting;

/// <summary>A function of the app, as the app's own index describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BindingName">Name of its trigger binding.</param>
internal abstract record FunctionDefinition(string Name, string BindingName)
{
    /// <summary>Called when a blob appears or changes.</summary>
    internal sealed record Blob(string Name, string BindingName, BlobPathPattern Path, string Connection) : FunctionDefinition(Name, BindingName);

    /// <summary>Called at certain times.</summary>
    internal sealed record Timer(string Name, string BindingName, NcrontabSchedule Schedule, bool RunOnStartup, bool UseMonitor) : FunctionDefinition(Name, BindingName);

    /// <summary>Called over HTTP; no methods means all of them.</summary>
    internal sealed record Http(string Name, string BindingName, string Route, IReadOnlyList<string> Methods, bool IsAnonymous) : FunctionDefinition(Name, BindingName)
    {
        /// <summary>The route after the prefix of host.json, which may be empty; without a slash before it.</summary>
        public string FullRoute(string routePrefix) => routePrefix.Length > 0 ? $"{routePrefix}/{Route}" : Route;
    }

    /// <summary>Reads what a worker says about a function.</summary>
    /// <param name="function">Its index entry.</param>
    /// <param name="settings">Looks up the app setting that a <c>%name%</c> stands for.</param>
    /// <exception cref="LocalHostException">It cannot be played by the local host.</exception>
    public static FunctionDefinition From(WorkerFunction function, Func<string, string?> settings)
    {
        FunctionDefinition? found = null;
        foreach (string text in function.Bindings)
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement binding = document.RootElement;
            string type = AppJson.FindString(binding, "type") ?? "";
            if (type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))
            {
                found = FromTrigger(function.Name, type, binding, name => BindingExpression.Resolve(name, settings));
            }
            else if (!type.Equals("http", StringComparison.OrdinalIgnoreCase))
            {
                throw new LocalHostException($"The function {function.Name} has a binding of type {type}, and the local host plays no bindings but blob, timer and HTTP triggers and HTTP answers.");
            }
        }

        return found ?? throw new LocalHostException($"The function {function.Name} has no trigger.");
    }

    private static FunctionDefinition FromTrigger(string name, string type, JsonElement binding, Func<string, string> resolve)
    {
        string bindingName = AppJson.FindString(binding, "name") ?? "";
        switch (type.ToUpperInvariant())
        {
            case "BLOBTRIGGER":
                if (!AppJson.IsTrue(AppJson.Find(binding, "properties"), "supportsDeferredBinding"))
                {
                    throw new LocalHostException($"The blob trigger {name} wants the blob itself and no reference: build the app with Microsoft.Azure.Functions.Worker.Extensions.Storage.Blobs 6 or later.");
                }

                string path = resolve(AppJson.FindString(binding, "path") ?? "");
                return new Blob(
                    name,
                    bindingName,
                    BlobPathPattern.Parse(path) ?? throw new LocalHostException($"The path '{path}' of the blob trigger {name} is not like container/{{name}}."),
                    AppJson.FindString(binding, "connection") is { Length: > 0 } connection ? connection : "AzureWebJobsStorage");
            case "TIMERTRIGGER":
                string expression = resolve(AppJson.FindString(binding, "schedule") ?? "");
                NcrontabSchedule schedule = NcrontabSchedule.Parse(expression)
                    ?? throw new LocalHostException($"The schedule '{expression}' of the timer {name} is not an NCRONTAB expression of six fields.");
                return new Timer(name, bindingName, schedule, AppJson.IsTrue(binding, "runOnStartup"), AppJson.Find(binding, "useMonitor") is not { ValueKind: JsonValueKind.False });
            case "HTTPTRIGGER":
                return new Http(
                    name,
                    bindingName,
                    AppJson.FindString(binding, "route") ?? name,
                    AppJson.FindStrings(binding, "methods"),
                    "anonymous".Equals(AppJson.FindString(binding, "authLevel"), StringComparison.OrdinalIgnoreCase));
            default:
                throw new LocalHostException($"The function {name} has a {type}, and the local host plays no triggers but blobTrigger, timerTrigger and httpTrigger.");
        }
    }
}
