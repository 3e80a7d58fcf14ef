using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Benchmarks.Load;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Storage;
using FaceFunctions.Testing;

namespace FaceFunctions.Benchmarks.GalleryLoad;

/// <summary>Loads whole galleries, as an instance does that starts.</summary>
internal static class GalleryLoadRun
{
    private const int FacesPerPerson = 5;
    private const int ReadBytes = 1 << 20;
    private const double BytesPerMegabyte = 1_000_000;

    /// <summary>Runs it and prints what it measured.</summary>
    /// <returns>The exit code: 0 when every load had all faces, else 1.</returns>
    public static async Task<int> RunAsync(GalleryLoadOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var model = new RecognitionModel("made-up", options.Dimension, new MatchThresholds(0.5f, 0.4f));
        string folder = Directory.CreateTempSubdirectory("facefunctions-snapshots-").FullName;
        try
        {
            await LoadFromDiskAsync(options, model, folder, output, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return options.StoredFaces == 0 || await LoadFromStorageAsync(options, model, output, cancellationToken) ? 0 : 1;
    }

    private static async Task LoadFromDiskAsync(GalleryLoadOptions options, RecognitionModel model, string folder, TextWriter output, CancellationToken cancellationToken)
    {
        var snapshots = new FolderSnapshots(folder);
        var store = new QuietStore();
        int faces = await WriteAsync(Vectors(options.Faces, options.Dimension), model, snapshots, store, cancellationToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        string[] files = [.. Enumerable.Range(0, store.PartitionCount).Select(snapshots.PathOf).Where(File.Exists)];
        long bytes = files.Sum(file => new FileInfo(file).Length);
        await output.WriteLineAsync(FormattableString.Invariant($"Local disk          {faces:N0} faces x {options.Dimension}: {bytes / BytesPerMegabyte:N0} MB in {files.Length} snapshots, {bytes / (double)faces:N0} bytes a face"));
        ReadAll(files, kept: null, cancellationToken); // into the page cache
        LoadTime plain = await LoadTime.MedianAsync(options.Runs, () => Task.Run(() => ReadAll(files, kept: null, cancellationToken), cancellationToken));
        LoadTime keeping = await LoadTime.MedianAsync(options.Runs, () => Task.Run(() => ReadAll(files, [], cancellationToken), cancellationToken));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        ResidentMemory? before = ResidentMemory.Read(Environment.ProcessId);
        GalleryMirror? last = null;
        LoadTime load = await LoadTime.MedianAsync(options.Runs, async () =>
        {
            last = new GalleryMirror(store, TimeProvider.System, snapshots: snapshots, observeSnapshot: Fail);
            FaceIndex index = await Task.Run(() => last.GetAsync(model, cancellationToken), cancellationToken);
            ArgumentOutOfRangeException.ThrowIfNotEqual(index.FaceCount, faces);
        });
        ResidentMemory? loaded = ResidentMemory.Read(Environment.ProcessId);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        ResidentMemory? after = ResidentMemory.Read(Environment.ProcessId);
        last!.Dispose();
        await output.WriteLineAsync(FormattableString.Invariant($"""
            Plain read          {plain}: {bytes / BytesPerMegabyte / plain.Elapsed.TotalSeconds:N0} MB/s, as many files at once as the machine has cores, into one buffer each
            Read and keep       {keeping}: the same into new memory, which is what a load ends with
            From snapshots      {load}: {faces / load.Elapsed.TotalSeconds:N0} faces a second
            Speed of the load   {plain.Elapsed / load.Elapsed:0.00} of the plain read's ({plain.Processor / load.Processor:0.00} by processor time), {keeping.Elapsed / load.Elapsed:0.00} ({keeping.Processor / load.Processor:0.00}) of reading and keeping
            Resident            {after?.Now / BytesPerMegabyte:N0} MB after a load and a collection, {loaded?.Now / BytesPerMegabyte:N0} MB before that, {before?.Now / BytesPerMegabyte:N0} MB before all: {(after?.Now - before?.Now) / faces:N0} bytes a face
            """));
    }

    private static async Task<bool> LoadFromStorageAsync(GalleryLoadOptions options, RecognitionModel model, TextWriter output, CancellationToken cancellationToken)
    {
        var azurite = new TestAzurite();
        await azurite.InitializeAsync();
        await using (azurite)
        {
            ClusteredVectors vectors = Vectors(options.StoredFaces, options.Dimension);
            int faces = vectors.People * vectors.FacesPerPerson;
            var storage = new GalleryStorage(new StorageOptions { ConnectionString = azurite.ConnectionString });
            await storage.EnsureCreatedAsync(cancellationToken);
            await storage.OpenAsync(model.BundleId, cancellationToken);
            await TableFill.RunAsync(azurite.ConnectionString, storage.TableName!, model.BundleId, vectors, cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant($"Azurite             {faces:N0} faces x {options.Dimension}; it has the same cores"));
            LoadTime tables = await LoadAsync(snapshots: null);
            LoadTime writing = await LoadTime.MedianAsync(1, () => new SnapshotKeeper(storage.Gallery, storage.Snapshots, new SnapshotRules { MinFaces = 1 }, TimeProvider.System).RunAsync(model, cancellationToken));
            LoadTime snapshots = await LoadAsync(storage.Snapshots);
            await output.WriteLineAsync(FormattableString.Invariant($"""
                From the tables     {tables}: {faces / tables.Elapsed.TotalSeconds:N0} faces a second
                Snapshots written   {writing}, from the tables
                From the snapshots  {snapshots}: {faces / snapshots.Elapsed.TotalSeconds:N0} faces a second
                """));
            return true;

            Task<LoadTime> LoadAsync(IGallerySnapshots? snapshots) => LoadTime.MedianAsync(options.Runs, async () =>
            {
                using var mirror = new GalleryMirror(storage.Gallery, TimeProvider.System, snapshots: snapshots, observeSnapshot: Fail);
                FaceIndex index = await mirror.GetAsync(model, cancellationToken);
                ArgumentOutOfRangeException.ThrowIfNotEqual(index.FaceCount, faces);
            });
        }
    }

    private static void Fail(SnapshotFault fault) => throw new InvalidOperationException($"A snapshot was not used: {fault}.");

    private static ClusteredVectors Vectors(int faces, int dimension) => new(seed: 1, (faces + FacesPerPerson - 1) / FacesPerPerson, FacesPerPerson, dimension, cosine: 0.6);

    /// <summary>Writes the snapshots of a gallery.</summary>
    /// <returns>How many faces it has.</returns>
    private static async Task<int> WriteAsync(ClusteredVectors vectors, RecognitionModel model, FolderSnapshots snapshots, QuietStore store, CancellationToken cancellationToken)
    {
        var builder = new FaceIndexBuilder(model.Dimension, store.PartitionCount);
        foreach (ClusteredPerson person in vectors.Gallery)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int face = 0; face < vectors.FacesPerPerson; face++)
            {
                var id = PhotoId.Of(person.PhotoOf(face));
                builder.Rows((int)((id.Value >> 120) % (uint)store.PartitionCount)).Replace(id, [new NamedFace(person.PhotoOf(face), person.Name, person.Embedding(face))]);
            }
        }

        for (int partition = 0; partition < store.PartitionCount; partition++)
        {
            var writer = new SnapshotWriter(new SnapshotKey(partition, store.PartitionCount, model.BundleId), builder.Rows(partition), new ChangePosition(1, "mark"), new Dictionary<PhotoId, int>());
            await snapshots.WriteAsync(partition, model.BundleId, null, writer.WriteAsync, cancellationToken);
        }

        return vectors.People * vectors.FacesPerPerson;
    }

    /// <summary>Reads files, as many at once as there are cores.</summary>
    /// <param name="files">The files.</param>
    /// <param name="kept">Receives what was read; null when each thread reads into one buffer again and again.</param>
    /// <param name="cancellationToken">Stops.</param>
    private static void ReadAll(string[] files, List<byte[]>? kept, CancellationToken cancellationToken) =>
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, file =>
        {
            byte[] buffer = GC.AllocateUninitializedArray<byte>(ReadBytes);
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            while (stream.Read(buffer) > 0)
            {
                if (kept is not null)
                {
                    lock (kept)
                    {
                        kept.Add(buffer);
                    }

                    buffer = GC.AllocateUninitializedArray<byte>(ReadBytes);
                }
            }
        });
}
