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
            string name = run.Parse.GetRequiredValue(shell);
            string script = name switch
            {
                "bash" => CompletionScripts.Bash,
                "zsh" => CompletionScripts.Zsh,
                _ => CompletionScripts.PowerShell,
            };
            run.Report.Answer(new { shell = name, script }, () => run.Host.Output.Write(script));
            return Task.FromResult(ExitCode.Done);
        });
        command.Add(shell);
        return command;
    }
}
