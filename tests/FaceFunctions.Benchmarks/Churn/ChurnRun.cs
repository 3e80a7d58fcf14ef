using System.Diagnostics;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.Benchmarks.Churn;

/// <summary>A day of changes in a few seconds: a mirror follows a dictionary, and says what a scan of the dictionary says, while searches run in the states that it hands out.</summary>
internal sealed class ChurnRun
{
    private const int Top = 5;

    // Of a partition's rows, a quarter of each chunk and up to 64 may be removed ones (FaceIndexBuilder).
    private const int FewRemoved = 64;
    private const int ChunkRows = 1024;

    private readonly ChurnOptions _options;
    private readonly ChangingStore _store = new();
    private readonly Random _random;
    private readonly List<string> _faults = [];
    private volatile FaceIndex? _index;
    private long _searches;

    private ChurnRun(ChurnOptions options) => (_options, _random) = (options, new Random(options.Seed));

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>The exit code: 0 when every answer was right and memory stayed bounded, else 1.</returns>
    public static Task<int> RunAsync(ChurnOptions options, TextWriter output, CancellationToken cancellationToken) => new ChurnRun(options).RunAsync(output, cancellationToken);

    private async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using var mirror = new GalleryMirror(_store, TimeProvider.System);
        var model = new RecognitionModel("made-up", _options.Dimension, new MatchThresholds(0.5f, 0.4f));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _index = await mirror.GetAsync(model, cancellationToken);
        Task searching = Task.Run(() => SearchUntilAsync(stop.Token), CancellationToken.None);
        long bytesBefore = 0;
        int refreshes = 0;
        int mostRows = 0;
        for (int done = 0, batch; done < _options.Changes; done += batch, refreshes++)
        {
            // Mostly a second's worth; now and then so many that the log no longer reaches back.
            batch = Math.Min(_options.Changes - done, _random.Next(60) == 0 ? 30_000 : 1 + _random.Next(1000));
            Change(batch);
            mirror.Invalidate();
            _index = await mirror.GetAsync(model, cancellationToken);
            Check(_index, isThorough: refreshes % 20 == 0);
            mostRows = Math.Max(mostRows, _index.RowCount);
            if (bytesBefore == 0 && done >= _options.Changes / 5)
            {
                bytesBefore = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        await stop.CancelAsync();
        await searching;
        long bytesAfter = GC.GetTotalMemory(forceFullCollection: true);
        if (bytesAfter > (bytesBefore * 5 / 4) + (1 << 20))
        {
            Fault($"{bytesBefore} bytes were in use after a fifth of the changes, {bytesAfter} at the end.");
        }

        await output.WriteLineAsync(FormattableString.Invariant($"""
            Changes             {_options.Changes:N0} of {_options.Photos:N0} photos, {_options.Dimension} values each, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s
            States              {refreshes:N0}; {_store.Loads:N0} times a partition was loaded whole
            Searches beside     {Interlocked.Read(ref _searches):N0}
            Rows in memory      {mostRows:N0} at most; {_index.RowCount:N0} at the end, for {_index.FaceCount:N0} faces
            Memory              {bytesBefore:N0} bytes after a fifth of the changes, {bytesAfter:N0} at the end
            Faults              {_faults.Count}
            """));
        foreach (string fault in _faults.Take(10))
        {
            await output.WriteLineAsync(fault);
        }

        GC.KeepAlive(mirror);
        await output.WriteLineAsync(_faults.Count == 0 ? "Passed." : "FAILED.");
        return _faults.Count == 0 ? 0 : 1;
    }

    private void Change(int count)
    {
        for (int i = 0; i < count; i++)
        {
            string photo = $"{_random.Next(_options.Photos)}.jpg";
            _store.Change(photo, $"person {_random.Next(_options.Photos / 5)}", _random.Next(2) == 0 ? null : Draw(_random));
        }
    }

    private void Check(FaceIndex index, bool isThorough)
    {
        NamedFace[] faces = _store.Faces;
        if (index.FaceCount != faces.Length)
        {
            Fault($"{index.FaceCount} faces in place of {faces.Length}.");
        }

        int chunks = (index.RowCount / ChunkRows) + (2 * _store.PartitionCount);
        if (index.RowCount > (faces.Length * 4 / 3) + (FewRemoved * chunks))
        {
            Fault($"{index.RowCount} rows for {faces.Length} faces.");
        }

        FaceEmbedding query = Draw(_random);
        var expected = faces
            .Select(face => (Face: face, Score: face.Embedding.CosineSimilarity(query)))
            .OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Face.Person, StringComparer.Ordinal).ThenBy(scored => scored.Face.Photo, StringComparer.Ordinal)
            .DistinctBy(scored => scored.Face.Person)
            .Take(Top)
            .Select(scored => new PersonMatch(scored.Face.Person, scored.Face.Photo, Math.Clamp(scored.Score, -1, 1)));
        var matches = new PersonMatch[Top];
        int found = index.Search(query.Values, null, matches);
        if (!expected.SequenceEqual(matches[..found]))
        {
            Fault("A search found others than the dictionary has.");
        }

        if (isThorough && !index.People().SequenceEqual(faces.GroupBy(face => face.Person).Select(photos => new PersonSummary(photos.Key, photos.Count())).OrderBy(person => person.Person, StringComparer.Ordinal)))
        {
            Fault("The people are not those of the dictionary.");
        }
    }

    /// <summary>Searches in the newest state, each time twice: whatever happens meanwhile, a state says the same.</summary>
    private async Task SearchUntilAsync(CancellationToken stop)
    {
        var random = new Random(_options.Seed + 1);
        var first = new PersonMatch[Top];
        var second = new PersonMatch[Top];
        while (!stop.IsCancellationRequested)
        {
            FaceIndex index = _index!;
            FaceEmbedding query = Draw(random);
            int found = index.Search(query.Values, null, first);
            await Task.Yield();
            if (index.Search(query.Values, null, second) != found || !first.AsSpan(0, found).SequenceEqual(second.AsSpan(0, found)))
            {
                Fault("A state changed under a search.");
            }

            Interlocked.Increment(ref _searches);
        }
    }

    private FaceEmbedding Draw(Random random) => FaceEmbedding.FromModelOutput([.. Enumerable.Range(0, _options.Dimension).Select(_ => random.NextSingle() - 0.4999f)]);

    private void Fault(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
