using System.Text.Json;

namespace FaceFunctions.Cli.Api;

/// <summary>What the service answered: exactly one of the two is there.</summary>
/// <param name="Body">The JSON of a 2xx answer.</param>
/// <param name="Problem">The service's own error.</param>
internal sealed record ApiAnswer(JsonElement? Body, ApiProblem? Problem)
{
    /// <summary>The JSON of the answer.</summary>
    /// <exception cref="CliException">The service answered with an error.</exception>
    public JsonElement Require() => Body ?? throw Problem!.ToException();
}
