using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using FaceFunctions.Benchmarks;
using FaceFunctions.Benchmarks.Churn;
using FaceFunctions.Benchmarks.ColdStart;
using FaceFunctions.Benchmarks.GalleryLoad;
using FaceFunctions.Benchmarks.Gate;
using FaceFunctions.Benchmarks.Health;
using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.Benchmarks.SearchCompare;
using FaceFunctions.Testing;

const string Missing = "The shared models and photos are not beside the repository (../shared)";
switch (args)
{
    case ["load", ..] when !SharedFiles.Present:
        await Console.Error.WriteLineAsync($"{Missing}: the load command has nothing to upload, and proves nothing.");
        return 2;
    case ["load", .. string[] options]:
        return await LoadCommand.Create().Parse(options).InvokeAsync();
    case ["load-index", .. string[] options]:
        return await IndexLoadCommand.Create().Parse(options).InvokeAsync();
    case ["load-gallery", .. string[] options]:
        return await GalleryLoadCommand.Create().Parse(options).InvokeAsync();
    case ["churn", .. string[] options]:
        return await ChurnCommand.Create().Parse(options).InvokeAsync();
    case ["cold-start", .. string[] options]:
        return await ColdStartCommand.Create().Parse(options).InvokeAsync();
    case ["compare-search", .. string[] options]:
        return await SearchCompareCommand.Create().Parse(options).InvokeAsync();
    case ["health", .. string[] options]:
        return await HealthCommand.Create().Parse(options).InvokeAsync();
    case ["gate"]:
        if (!SharedFiles.Present)
        {
            Console.WriteLine($"{Missing}: only the paths that need none of them are measured.");
        }

        return AllocationGate.Run(Console.Out) ? 0 : 1;
}

List<Type> benchmarks = [typeof(SearchBenchmarks), typeof(PortraitBenchmarks), typeof(MatrixProductBenchmarks), typeof(MarginSoftmaxBenchmarks), typeof(TrainerBenchmarks)];
if (!SharedFiles.Present)
{
    Console.WriteLine($"{Missing}: only the search, the portraits and the maths of training can be measured.");
}
else
{
    benchmarks.AddRange([typeof(EmbedBenchmarks), typeof(EvaluateBenchmarks), typeof(EnrollBenchmarks), typeof(DetectSmallBenchmarks), typeof(PictureBenchmarks)]);
    if (OpenCv.FindFault() is { } fault)
    {
        Console.WriteLine($"Decoding, detection and alignment are left out, whose baseline is OpenCV. {fault}");
    }
    else
    {
        benchmarks.AddRange([typeof(DecodeBenchmarks), typeof(DetectBenchmarks), typeof(AlignBenchmarks)]);
    }
}

ManualConfig config = ManualConfig.CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(SharedFiles.RepositoryRoot, "artifacts", "benchmarks"));

// In this process: the tool's own project for each benchmark would restore and build the solution once more, without its lock files.
IEnumerable<Summary> summaries = BenchmarkSwitcher.FromTypes([.. benchmarks]).Run([.. args, "--inProcess"], config);
return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
