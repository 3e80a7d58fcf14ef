using FaceFunctions.Core.Calibration;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Cli.Calibrate;

/// <summary>What a gallery's own photos say of each other.</summary>
internal static class GalleryComparison
{
    /// <summary>Compares the gallery's photos with everybody else in it, partition by partition.</summary>
    public static Task<ComparedPeople> CompareAsync(IGalleryStore gallery, string bundleId, int mostProbes, int seed, Action<int> progress, CancellationToken cancellationToken)
    {
        int read = 0;
        return PeopleComparison.CompareAsync(Parts, mostProbes, seed, cancellationToken);

        async IAsyncEnumerable<IReadOnlyList<NamedFace>> Parts()
        {
            for (int partition = 0; partition < gallery.PartitionCount; partition++)
            {
                await foreach (IReadOnlyList<ChangedPhoto> page in gallery.LoadPartitionAsync(partition, bundleId, cancellationToken))
                {
                    yield return [.. page.SelectMany(photo => photo.Faces)];
                }

                progress(++read);
            }
        }
    }
}
