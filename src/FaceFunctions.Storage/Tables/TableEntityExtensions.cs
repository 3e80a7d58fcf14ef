using System.Diagnostics.CodeAnalysis;
using Azure.Data.Tables;

namespace FaceFunctions.Storage.Tables;

/// <summary>Reading columns that must be there.</summary>
internal static class TableEntityExtensions
{
    /// <exception cref="InvalidDataException"><paramref name="value"/> is null.</exception>
    public static T Required<T>(this TableEntity row, [NotNull] T? value, string column)
        where T : class => value ?? throw Missing(row, column);

    /// <exception cref="InvalidDataException"><paramref name="value"/> is null.</exception>
    public static T Required<T>(this TableEntity row, T? value, string column)
        where T : struct => value ?? throw Missing(row, column);

    // Row keys are hashes and numbers: they name nobody.
    private static InvalidDataException Missing(TableEntity row, string column) => new($"Row {row.RowKey} has no {column}.");
}
