using Spectre.Console;

namespace FaceFunctions.LocalHost.Demo;

/// <summary>Shows the answers.</summary>
internal static class DemoTable
{
    /// <summary>Writes the table, and how many answers are right.</summary>
    public static void Write(IAnsiConsole console, DemoOutcome outcome)
    {
        Table table = new Table().Border(console.Profile.Capabilities.Unicode ? TableBorder.Rounded : TableBorder.Ascii)
            .AddColumns("probe", "expected", "decision", "person", "similarity", "runner-up", "ok");
        foreach (DemoRow row in outcome.Rows)
        {
            table.AddRow(
                new Text(row.Probe),
                new Text(row.Expected),
                new Text(row.Decision),
                new Text(row.Person),
                new Text(row.Similarity),
                new Text(row.RunnerUp),
                row.Ok ? new Text("yes", new Style(Color.Green)) : new Text("NO", new Style(Color.Red)));
        }

        console.Write(table);
        console.WriteLine(outcome.Verdict);
    }
}
