using System.Globalization;
using System.Text.Json;

namespace FaceFunctions.LocalHost.Worker;

/// <summary>How a worker is started: what the worker.config.json of its folder says, and the arguments by which it finds the host.</summary>
/// <param name="Executable">A program of the PATH, or the full path of one.</param>
/// <param name="WorkerPath">Full path of the app's main file, which is the first argument.</param>
internal sealed record WorkerCommand(string Executable, string WorkerPath)
{
    /// <summary>Name of the file that every built or published isolated app holds.</summary>
    public const string ConfigName = "worker.config.json";

    private const string Root = "{WorkerRoot}";

    private static readonly JsonSerializerOptions Lenient = new() { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, PropertyNameCaseInsensitive = true };

    /// <summary>Reads the worker.config.json of a folder.</summary>
    /// <exception cref="WorkerException">It is missing or unusable, or names files that are not there.</exception>
    public static WorkerCommand Read(string folder)
    {
        string path = Path.Combine(folder, ConfigName);
        Description description;
        try
        {
            description = JsonSerializer.Deserialize<Config>(File.ReadAllText(path), Lenient)?.Description
                ?? throw new WorkerException($"{path} has no description.");
        }
        catch (JsonException error)
        {
            throw new WorkerException($"{path} is not JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkerException($"{path} is not there or cannot be read: the folder must hold what building or publishing an isolated-worker app writes.", error);
        }

        string executable = Named(description.DefaultExecutablePath, "defaultExecutablePath");
        string worker = Path.GetFullPath(Path.Combine(folder, Named(description.DefaultWorkerPath, "defaultWorkerPath")));
        return new WorkerCommand(
            executable.StartsWith(Root, StringComparison.Ordinal) ? FindExecutable(Path.Combine(folder, executable[Root.Length..])) : executable,
            File.Exists(worker) ? worker : throw new WorkerException($"{path} names {worker}, which is not there."));

        string Named(string? value, string name) => value is { Length: > 0 } ? value : throw new WorkerException($"{path} has no description.{name}.");
    }

    /// <summary>The arguments, in both styles that workers read: old ones know only the first, new ones only the second.</summary>
    /// <param name="server">Where the host listens for workers.</param>
    /// <param name="workerId">The name by which the worker must introduce itself.</param>
    public IReadOnlyList<string> Arguments(Uri server, string workerId)
    {
        string port = server.Port.ToString(CultureInfo.InvariantCulture);
        string longest = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        string requestId = Guid.NewGuid().ToString();
        return
        [
            WorkerPath,
            "--host", server.Host, "--port", port, "--workerId", workerId, "--requestId", requestId, "--grpcMaxMessageLength", longest,
            "--functions-uri", server.AbsoluteUri, "--functions-worker-id", workerId, "--functions-request-id", requestId, "--functions-grpc-max-message-length", longest,
        ];
    }

    private static string FindExecutable(string path)
    {
        string[] candidates = OperatingSystem.IsWindows() ? [path, path + ".exe"] : [path];
        string found = candidates.FirstOrDefault(File.Exists) ?? throw new WorkerException($"The app's executable, {path}, is not there.");
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(found) & Executable) != 0
            ? Path.GetFullPath(found)
            : throw new WorkerException($"The app's executable, {found}, lacks the executable bit: chmod +x it.");
    }

    private sealed record Config(Description? Description);

    private sealed record Description(string? DefaultExecutablePath, string? DefaultWorkerPath);
}
