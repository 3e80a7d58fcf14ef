using FaceFunctions.Core.Matching.Codes;
using FaceFunctions.Core.Matching.Kernels;

namespace FaceFunctions.Core.Matching.Scanning;

/// <summary>One search, for one query or several, by the calling thread and those that the pool lends. Used again for later searches, so that a search allocates nothing.</summary>
/// <remarks>
/// Threads take chunk after chunk; each chunk is read once for all queries. A helper that the pool starts too late finds no chunk left; the job is used again only
/// when the last of them is through.
/// </remarks>
internal sealed class SearchJob : IThreadPoolWorkItem
{
    // A job for more queries than a photo has faces is not worth its memory once it is done.
    private const int KeptQueries = 64;
    private const int KeptJobs = 64;

    private static readonly Stack<SearchJob> Idle = new();
    private static int _runningJobs;

    private CodedQuery[] _queries = [];
    private TopMatches[] _matches = [];
    private sbyte[] _codes = [];
    private int _count;
    private int _queryCodes;
    private RowLayout _layout = null!;
    private NibbleKernel _kernel = null!;
    private ChunkView[] _chunks = [];
    private SearchFilter _filter;
    private int _nextChunk;
    private int _scanned;
    private int _users;

    private SearchJob()
    {
    }

    /// <summary>A job that nobody uses. Ends with <see cref="Finish"/>.</summary>
    /// <param name="layout">Layout of the gallery.</param>
    /// <param name="queries">Number of queries, 1 or more.</param>
    public static SearchJob Take(RowLayout layout, int queries)
    {
        SearchJob? job;
        lock (Idle)
        {
            Idle.TryPop(out job);
        }

        job ??= new SearchJob();
        job.Prepare(layout, queries);
        return job;
    }

    /// <summary>Sets one of the queries.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public void SetQuery(int number, ReadOnlySpan<float> query, MatchUnit unit, int wanted)
    {
        _queries[number].Encode(query, _codes.AsSpan(number * _queryCodes, _queryCodes));
        _matches[number].Start(_queries[number], unit, wanted);
    }

    /// <summary>Searches for all queries; returns when the answers are there.</summary>
    public void Run(ChunkView[] chunks, SearchFilter filter, SearchSettings settings)
    {
        (_chunks, _filter, _kernel, _nextChunk, _scanned) = (chunks, filter, settings.Kernel, 0, 0);
        int running = Interlocked.Increment(ref _runningJobs);
        try
        {
            long bytes = (long)chunks.Length * RowChunk.Capacity * _layout.PlaneBytes * _count;
            int helpers = (int)Math.Min(settings.MaxThreads / running, Math.Min(chunks.Length, bytes / settings.BytesPerThread)) - 1;
            for (int helper = 0; helper < helpers; helper++)
            {
                Interlocked.Increment(ref _users);
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            ScanChunks();

            // Helpers are in the middle of their last chunks: too short a time to sleep.
            var wait = new SpinWait();
            while (Volatile.Read(ref _scanned) < chunks.Length)
            {
                wait.SpinOnce(sleep1Threshold: -1);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _runningJobs);
        }
    }

    /// <summary>The answer to one of the queries, once.</summary>
    /// <returns>How many matches were written.</returns>
    public int TakeMatches(int number, Span<PersonMatch> matches) => _matches[number].Take(matches);

    /// <summary>Gives the job back.</summary>
    public void Finish() => Release();

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        ScanChunks();
        Release();
    }

    private void Prepare(RowLayout layout, int queries)
    {
        (_layout, _count, _queryCodes, _users) = (layout, queries, layout.PaddedDimension, 1);
        int known = _queries.Length;
        if (known < queries)
        {
            Array.Resize(ref _queries, queries);
            Array.Resize(ref _matches, queries);
            for (int number = known; number < queries; number++)
            {
                (_queries[number], _matches[number]) = (new CodedQuery(), new TopMatches());
            }
        }

        if (_codes.Length < checked(queries * _queryCodes))
        {
            _codes = new sbyte[queries * _queryCodes];
        }
    }

    private void ScanChunks()
    {
        ScanScratch scratch = ScanScratch.Take();
        var scan = new ChunkScan(_layout, _kernel, _filter, scratch);
        int chunk;
        while ((chunk = Interlocked.Increment(ref _nextChunk) - 1) < _chunks.Length)
        {
            Scan(_chunks[chunk], scan, scratch.Sums);
            Interlocked.Increment(ref _scanned);
        }

        scratch.Return();
    }

    private void Scan(ChunkView view, ChunkScan scan, int[] sums)
    {
        ref byte rows = ref view.Chunk.Upper(0);
        int number = 0;
        for (; number <= _count - NibbleKernel.QueriesAtOnce; number += NibbleKernel.QueriesAtOnce)
        {
            _kernel.DotFour(ref rows, _layout.PlaneBytes, view.Count, ref _codes[number * _queryCodes], ref sums[0], RowChunk.Capacity);
            for (int query = 0; query < NibbleKernel.QueriesAtOnce; query++)
            {
                Scan(view, scan, number + query, sums.AsSpan(query * RowChunk.Capacity, RowChunk.Capacity));
            }
        }

        for (; number < _count; number++)
        {
            _kernel.Dot(ref rows, _layout.PlaneBytes, view.Count, ref _codes[number * _queryCodes], ref sums[0]);
            Scan(view, scan, number, sums.AsSpan(0, RowChunk.Capacity));
        }
    }

    private void Scan(ChunkView view, ChunkScan scan, int number, ReadOnlySpan<int> sums) =>
        scan.Run(view, _queries[number], _codes.AsSpan(number * _queryCodes, _queryCodes), sums, _matches[number]);

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0)
        {
            return;
        }

        (_chunks, _filter) = ([], default); // an idle job keeps no gallery alive
        lock (Idle)
        {
            if (_queries.Length <= KeptQueries && Idle.Count < KeptJobs)
            {
                Idle.Push(this);
            }
        }
    }
}
