using System.Diagnostics;

namespace FaceFunctions.EndToEnd;

/// <summary>The demo as it runs on a fresh clone: drawn people and the starter bundle, nothing from elsewhere.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("facefunctions-demo-");

    private string Page => Path.Combine(_folder.FullName, "page", "demo.html");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Without_arguments_every_question_about_drawn_people_is_answered_right()
    {
        GivenHost.Skip("the demo starts everything itself.");
        (int exitCode, string output) = await RunAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("36 enrolled.", output, StringComparison.Ordinal);
        Assert.Contains("All 23 answers are right.", output, StringComparison.Ordinal);
        Assert.Contains("starter bundle, for drawn portraits", output, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(Page);
        Assert.Equal(23, page.Split(">yes<").Length - 1);
        Assert.Contains("starter bundle, for drawn portraits", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_is_a_NO_in_table_and_page_and_exit_code_1()
    {
        GivenHost.Skip("the demo starts everything itself.");

        // No cosine reaches this threshold, so that the 12 known people, the batch and the question after the new upload are answered wrong.
        (int exitCode, string output) = await RunAsync(("FaceFunctions__MatchThreshold", "1"));

        Assert.True(exitCode == 1, output);
        Assert.Contains("14 of 23 answers are wrong.", output, StringComparison.Ordinal);
        Assert.Equal(14, output.Split("│ NO").Length - 1);
        Assert.Equal(14, (await File.ReadAllTextAsync(Page)).Split(">NO<").Length - 1);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "FaceFunctions.LocalHost.dll"), "demo", "--report", Page])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
