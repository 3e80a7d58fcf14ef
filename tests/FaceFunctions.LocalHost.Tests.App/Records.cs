namespace FaceFunctions.LocalHost.Tests.App;

/// <summary>The folder in which the app notes what happens to it.</summary>
internal static class Records
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("TEST_RECORDS")!;

    /// <summary>Waits until a test writes a file of this name.</summary>
    public static async Task WaitForAsync(string name, CancellationToken cancellationToken)
    {
        while (!File.Exists(Path.Combine(Folder, name)))
        {
            await Task.Delay(20, cancellationToken);
        }
    }
}
