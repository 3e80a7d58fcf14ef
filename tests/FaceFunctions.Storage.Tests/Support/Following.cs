using System.Globalization;
using Azure.Data.Tables;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Storage.Tests.Support;

/// <summary>Whole partitions, and places in their logs.</summary>
internal static class Following
{
    /// <summary>Loads a partition as its readers do: the position first.</summary>
    public static async Task<LoadedFaces> LoadAllAsync(this IGalleryStore store, int partition, string bundle, CancellationToken cancellationToken)
    {
        ChangePosition position = await store.FindPositionAsync(partition, cancellationToken);
        List<ChangedPhoto> photos = await store.LoadPartitionAsync(partition, bundle, cancellationToken).SelectMany(page => page).ToListAsync(cancellationToken);
        return new LoadedFaces([.. photos.SelectMany(photo => photo.Faces)], photos.Sum(photo => photo.Damaged), position);
    }

    /// <summary>The place of an entry, which may be gone.</summary>
    public static async Task<ChangePosition> PlaceAsync(this TestGallery gallery, int partition, long number)
    {
        string row = "log|" + number.ToString("D19", CultureInfo.InvariantCulture);
        var entry = await gallery.Table.GetEntityIfExistsAsync<TableEntity>(RawTable.Partition(partition), row, cancellationToken: TestContext.Current.CancellationToken);
        return new ChangePosition(number, entry.HasValue ? entry.Value!.GetString("Write") : null);
    }
}

/// <summary>A loaded partition.</summary>
internal sealed record LoadedFaces(IReadOnlyList<NamedFace> Faces, int Damaged, ChangePosition Position);
