using System.Diagnostics;
using FaceFunctions.Cli.Tests.Support;

namespace FaceFunctions.Cli.Tests.Completion;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default")]
    [InlineData("zsh", "compdef _ff_complete")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_writes_a_script_for_each_shell(string shell, string line)
    {
        CliResult result = await new CliRunner().RunAsync("completion", shell);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains(line, result.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await new CliRunner().RunAsync("completion", "cmd")).ExitCode);
    }

    [Theory]
    [InlineData("ff ide", "identify")]
    [InlineData("ff people re", "rename")]
    [InlineData("ff identify --th", "--threshold")]
    [InlineData("ff identify x.jpg --by ph", "photo")]
    [InlineData("ff completion z", "zsh")]
    public async Task The_bash_script_completes_commands_options_and_values(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        string script = (await new CliRunner().RunAsync("completion", "bash")).Output;
        string program = Path.Combine(AppContext.BaseDirectory, "FaceFunctions.Cli.dll");
        string test =
            $$"""
            ff() { dotnet "$FF_PROGRAM" "$@"; }
            {{script}}
            COMP_LINE="$FF_LINE" COMP_POINT=${#FF_LINE}
            COMP_WORDS=($FF_LINE)
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _ff_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["-c", test]) { RedirectStandardOutput = true, Environment = { ["FF_PROGRAM"] = program, ["FF_LINE"] = line } };
        using Process bash = Process.Start(start)!;
        string output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal([expected], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
