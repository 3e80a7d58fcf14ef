using System.ComponentModel;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Scripts;

public class ShellcheckTests
{
    [Fact]
    public async Task Every_script_of_ours_is_clean()
    {
        try
        {
            await Shell.RunAsync("shellcheck", ["--version"]);
        }
        catch (Win32Exception)
        {
            Assert.Skip("shellcheck is not installed; CI installs it.");
        }

        string standIn = Path.Combine(Repository.Root, "tests", "FaceFunctions.Infra.Tests", "Scripts", "StandIn");
        (await Shell.RunAsync("shellcheck", [.. Directory.GetFiles(Repository.Infra, "*.sh"), Path.Combine(Repository.Root, ".ci", "run"), .. Directory.GetFiles(standIn)])).Ok();
    }
}
