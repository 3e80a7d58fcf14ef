using System.CommandLine;

namespace FaceFunctions.Cli.Completion;

/// <summary><c>completion bash|zsh|pwsh</c>.</summary>
internal static class CompletionCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CliApp app)
    {
        var shell = new Argument<string>("shell") { Description = "The shell: bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        Command command = app.CreateCommand("completion", "Writes a script that lets a shell complete commands, options and their values.", (run, _) =>
        {
            run.Host.Output.Write(run.Parse.GetRequiredValue(shell) switch
            {
                "bash" => CompletionScripts.Bash,
                "zsh" => CompletionScripts.Zsh,
                _ => CompletionScripts.PowerShell,
            });
            return Task.FromResult(ExitCode.Done);
        });
        command.Add(shell);
        return command;
    }
}
