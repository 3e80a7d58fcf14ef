using FaceFunctions.Benchmarks.GalleryLoad;
using FaceFunctions.Benchmarks.IndexLoad;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Core.Snapshots;
using FaceFunctions.Storage;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Benchmarks.ColdStart;

/// <summary>The gallery that cold apps find: made-up faces in the tables, and their snapshots.</summary>
internal static class ColdGallery
{
    private const int FacesPerPerson = 5;

    /// <summary>Writes it, once for each bundle that the apps bring.</summary>
    /// <param name="folders">Folders of published apps.</param>
    /// <param name="faces">Faces of each bundle; rounded up to whole people.</param>
    /// <param name="connection">The storage.</param>
    /// <param name="output">Where to say so.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(IEnumerable<string> folders, int faces, string connection, TextWriter output, CancellationToken cancellationToken)
    {
        var storage = new GalleryStorage(new StorageOptions { ConnectionString = connection });
        await storage.EnsureCreatedAsync(cancellationToken);
        foreach (RecognitionModel model in folders.Select(folder => ModelBundle.ReadModel(Path.Combine(folder, "bundle"))).DistinctBy(model => model.BundleId))
        {
            var vectors = new ClusteredVectors(seed: 1, (faces + FacesPerPerson - 1) / FacesPerPerson, FacesPerPerson, model.Dimension, cosine: 0.6);
            await storage.OpenAsync(model.BundleId, cancellationToken);
            await TableFill.RunAsync(connection, storage.TableName!, model.BundleId, vectors, cancellationToken);
            SnapshotReport report = await new SnapshotKeeper(storage.Gallery, storage.Snapshots, new SnapshotRules(), TimeProvider.System).RunAsync(model, cancellationToken);
            await output.WriteLineAsync(FormattableString.Invariant($"{vectors.People * FacesPerPerson:N0} faces x {model.Dimension} written, {report.Written} snapshots."));
        }
    }
}
