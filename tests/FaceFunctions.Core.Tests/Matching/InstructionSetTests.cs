using System.Diagnostics;

namespace FaceFunctions.Core.Tests.Matching;

/// <summary>The same tests in a process whose instructions are switched off: what this machine's best kernel hides is tried, too.</summary>
public class InstructionSetTests
{
    private const string IsChild = "FACEFUNCTIONS_FEWER_INSTRUCTIONS";

    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Search_is_exact_with_fewer_instructions(string switchedOff)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(IsChild) is not null, "This is the process with fewer instructions.");
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [IsChild] = "1", [switchedOff] = "0" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        }

        foreach (string name in new[] { "*.NibbleKernelTests", "*.ExactSearchTests", "*.CodedQueryTests" })
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(name);
        }

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Matches("Total: [1-9][0-9]+, Errors: 0, Failed: 0", output);
    }
}
