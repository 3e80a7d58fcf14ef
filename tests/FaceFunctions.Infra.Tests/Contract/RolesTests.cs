using System.Text.Json;
using FaceFunctions.Infra.Tests.Support;

namespace FaceFunctions.Infra.Tests.Contract;

/// <summary>Who may do what.</summary>
public class RolesTests(Templates templates)
{
    public static TheoryData<string> Footprints => Templates.Footprints;

    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> RoleNames = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["8a0f0c08-91a1-4084-bc3d-661d67233fed"] = "Storage Queue Data Message Processor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["73c42c96-874c-492b-b04d-ab87d138a893"] = "Log Analytics Reader",
        ["8ebe5a00-799e-43f5-93ac-243d3dce84a7"] = "Search Index Data Contributor",
        ["7ca78c08-252a-4471-8644-bb5ff32d4ba0"] = "Search Service Contributor",
        ["e147488a-f6f5-4113-8e2d-b22465e65bf6"] = "Key Vault Crypto Service Encryption User",
    };

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task The_app_may_do_what_it_does_and_no_more(string variant)
    {
        string[] expected =
        [
            "Monitoring Metrics Publisher on appi",
            .. variant == "everything" ? ["Search Index Data Contributor on srch", "Search Service Contributor on srch"] : Array.Empty<string>(),
            "Storage Blob Data Contributor on data/gallery",
            "Storage Blob Data Contributor on data/results",
            "Storage Blob Data Contributor on data/snapshots",
            "Storage Blob Data Owner on host",
            "Storage Blob Data Reader on data/calibration",
            "Storage Blob Data Reader on data/probes",
            "Storage Queue Data Contributor on data/webjobs-blobtrigger-poison",
            "Storage Queue Data Contributor on host",
            "Storage Table Data Contributor on data",
            "Storage Table Data Contributor on host",
        ];
        Assert.Equal(expected, await OfAsync(variant, assignment => Reason(assignment).StartsWith("App", StringComparison.Ordinal) || Reason(assignment).StartsWith("Functions host", StringComparison.Ordinal)));
        Assert.Equal(["Storage Blob Data Contributor on data/dead-letters"], await OfAsync(variant, assignment => Reason(assignment).StartsWith("Event Grid", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_operator_gets_the_same()
    {
        string[] each = ["Log Analytics Reader on log", "Search Index Data Contributor on srch", "Storage Blob Data Contributor on data", "Storage Queue Data Message Processor on data/webjobs-blobtrigger-poison", "Storage Table Data Contributor on data"];
        foreach (string person in new[] { "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222" })
        {
            Assert.Equal(each, await OfAsync("everything", assignment => assignment.GetProperty("properties").GetProperty("principalId").GetString() == person));
        }

        Assert.Empty(await OfAsync("default", assignment => Reason(assignment).StartsWith("Operator", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Footprints))]
    public async Task Every_assignment_says_why_and_is_named_by_guid(string variant)
    {
        IReadOnlyList<JsonElement> assignments = await templates.ReadAsync(variant, "Microsoft.Authorization/roleAssignments");
        Assert.All(assignments, assignment =>
        {
            Assert.Matches("^(App|App and Functions host|Functions host|Event Grid|Storage|Operator): .{20,}$", Reason(assignment));
            string name = assignment.GetProperty("name").GetString()!;
            Assert.True(name.StartsWith("[guid(", StringComparison.Ordinal) || Guid.TryParse(name, out _), name);
        });
        Assert.Equal(assignments.Count, assignments.Select(assignment => assignment.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public void They_stand_in_one_file_but_for_the_one_that_must_come_before_storage()
    {
        var files = Directory.EnumerateFiles(Repository.Infra, "*.bicep", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetFileName(file), Assignments: File.ReadAllText(file).Split("'Microsoft.Authorization/roleAssignments@").Length - 1))
            .Where(file => file.Assignments > 0)
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        Assert.Equal([("keys.bicep", 1), ("roles.bicep", 19)], files);
    }

    private static string Reason(JsonElement assignment) => assignment.GetProperty("properties").GetProperty("description").GetString()!;

    private async Task<string[]> OfAsync(string variant, Func<JsonElement, bool> filter) => [.. (await templates.ReadAsync(variant, "Microsoft.Authorization/roleAssignments"))
        .Where(filter)
        .Select(assignment => $"{Role(assignment)} on {Scope(assignment)}")
        .Order(StringComparer.Ordinal)];

    private static string Role(JsonElement assignment) => RoleNames[assignment.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/')[^1].TrimEnd('\'', ')', ']')];

    /// <summary>The assigned resource in short: host, data, data/gallery, appi.</summary>
    private static string Scope(JsonElement assignment)
    {
        string id = assignment.GetProperty("id").GetString()!;
        string scope = id.StartsWith("[extensionResourceId('", StringComparison.Ordinal) ? id["[extensionResourceId('".Length..].Split('\'')[0] : id.Split("/providers/Microsoft.Authorization/")[0];
        string[] parts = scope.Split("/providers/")[1].Split('/');
        string name = parts[2].StartsWith("st", StringComparison.Ordinal) ? parts[2].Contains("host", StringComparison.Ordinal) ? "host" : "data" : parts[2].Split('-')[0];
        return parts.Length > 3 ? $"{name}/{parts[^1]}" : name;
    }
}
