using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Tests.Worker;

public sealed class WorkerCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("worker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_takes_a_program_of_the_path_as_it_is()
    {
        Write("""{ "description": { "defaultExecutablePath": "dotnet", "defaultWorkerPath": "app.dll" } }""", "app.dll");

        Assert.Equal(new WorkerCommand("dotnet", Path.Combine(_folder, "app.dll")), WorkerCommand.Read(_folder));
    }

    [Fact]
    public void Read_finds_the_executable_of_a_self_contained_app()
    {
        Write("""{ "description": { "defaultExecutablePath": "{WorkerRoot}app", "defaultWorkerPath": "app.dll" } }""", "app.dll", "app");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder, "app"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(new WorkerCommand(Path.Combine(_folder, "app"), Path.Combine(_folder, "app.dll")), WorkerCommand.Read(_folder));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "no description")]
    [InlineData("""{ "description": { "defaultWorkerPath": "app.dll" } }""", "defaultExecutablePath")]
    [InlineData("""{ "description": { "defaultExecutablePath": "dotnet" } }""", "defaultWorkerPath")]
    [InlineData("""{ "description": { "defaultExecutablePath": "dotnet", "defaultWorkerPath": "nowhere.dll" } }""", "nowhere.dll")]
    [InlineData("""{ "description": { "defaultExecutablePath": "{WorkerRoot}nowhere", "defaultWorkerPath": "app.dll" } }""", "nowhere")]
    [InlineData("""{ "description": { "defaultExecutablePath": "{WorkerRoot}app.dll", "defaultWorkerPath": "app.dll" } }""", "executable bit")]
    public void What_is_wrong_is_told(string json, string message)
    {
        Write(json, "app.dll");

        Assert.Contains(message, Assert.Throws<WorkerException>(() => WorkerCommand.Read(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_file_is_told() => Assert.Contains("isolated-worker app", Assert.Throws<WorkerException>(() => WorkerCommand.Read(_folder)).Message, StringComparison.Ordinal);

    private void Write(string json, params string[] files)
    {
        File.WriteAllText(Path.Combine(_folder, WorkerCommand.ConfigName), json);
        foreach (string file in files)
        {
            File.WriteAllText(Path.Combine(_folder, file), "");
        }
    }
}
