using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using FaceFunctions.Benchmarks;
using FaceFunctions.Benchmarks.Gate;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.Testing;

const string Missing = "The shared models and photos are not beside the repository (../shared)";
switch (args)
{
    case ["load", ..] when !SharedFiles.Present:
        await Console.Error.WriteLineAsync($"{Missing}: the load command has nothing to upload, and proves nothing.");
        return 2;
    case ["load", .. string[] options]:
        return await LoadCommand.Create().Parse(options).InvokeAsync();
    case ["gate"]:
        if (!SharedFiles.Present)
        {
            Console.WriteLine($"{Missing}: only the paths that need none of them are measured.");
        }

        return AllocationGate.Run(Console.Out) ? 0 : 1;
}

Type[] benchmarks = [typeof(AlignBenchmarks), typeof(DecodeBenchmarks), typeof(DetectBenchmarks), typeof(EmbedBenchmarks), typeof(EnrollBenchmarks), typeof(SearchBenchmarks)];
if (!SharedFiles.Present)
{
    Console.WriteLine($"{Missing}: only the search can be measured.");
    benchmarks = [typeof(SearchBenchmarks)];
}

ManualConfig config = ManualConfig.CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "benchmarks"));

// In this process: the tool's own project for each benchmark would restore and build the solution once more, without its lock files.
return BenchmarkSwitcher.FromTypes(benchmarks).Run([.. args, "--inProcess"], config).Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
