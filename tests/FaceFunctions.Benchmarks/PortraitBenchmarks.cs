using BenchmarkDotNet.Attributes;
using FaceFunctions.Portraits;

namespace FaceFunctions.Benchmarks;

/// <summary>Drawing people for training: 60 photos of 60 people, of all sizes and hair styles, with the JPEG files.</summary>
public class PortraitBenchmarks
{
    private const int Count = 60;

    private readonly PortraitSet _set = new(20260106);

    /// <summary>One after the other.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long OneCore()
    {
        long bytes = 0;
        for (int person = 0; person < Count; person++)
        {
            bytes += _set.Draw(person, 0).File.Length;
        }

        return bytes;
    }

    /// <summary>On all cores, as the command does.</summary>
    [Benchmark(OperationsPerInvoke = Count)]
    public long AllCores()
    {
        long bytes = 0;
        Parallel.For(0, Count, person => Interlocked.Add(ref bytes, _set.Draw(person, 0).File.Length));
        return bytes;
    }
}
