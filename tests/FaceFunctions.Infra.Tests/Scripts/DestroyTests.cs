using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Scripts;

/// <summary>infra/destroy.sh against a stand-in for az.</summary>
public class DestroyTests
{
    private readonly StandInAzure _azure = new();

    [Fact]
    public async Task It_deletes_the_group_and_once_more_has_nothing_to_do()
    {
        (await _azure.DeployAsync()).Ok();
        _azure.ForgetCalls();
        (await _azure.RunAsync("destroy.sh", ["--group", "rg-faces", "--yes"])).Ok();
        Assert.Equal(
            [
                "az group exists --name rg-faces",
                "az deployment group show --resource-group rg-faces --name facefunctions --output none",
                "az resource list --resource-group rg-faces --query [].{name: name, type: type} --output table",
                "az group delete --name rg-faces --yes",
            ],
            _azure.Calls);
        Assert.Empty(_azure.State);

        Assert.Contains("nothing to delete", (await _azure.RunAsync("destroy.sh", ["--group", "rg-faces", "--yes"])).Ok(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("yes\n", 3)]
    [InlineData("rg-faces\n", 0)]
    public async Task It_wants_the_groups_name(string answer, int exitCode)
    {
        (await _azure.DeployAsync()).Ok();
        Assert.Equal(exitCode, (await _azure.RunAsync("destroy.sh", ["--group", "rg-faces"], answer)).ExitCode);
        Assert.Equal(exitCode == 0, _azure.State.Count == 0);
    }

    [Fact]
    public async Task A_group_of_something_else_stays()
    {
        _azure.Say("fail", "* deployment group create *");
        await _azure.DeployAsync();
        ShellResult result = await _azure.RunAsync("destroy.sh", ["--group", "rg-faces", "--yes"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("nothing was deleted", result.Errors, StringComparison.Ordinal);
        Assert.NotEmpty(_azure.State);
    }
}
