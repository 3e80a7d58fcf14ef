using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FaceFunctions.Core.Matching.Codes;

/// <summary>The rows of each photo: nearly always one.</summary>
internal sealed class PhotoRows
{
    private readonly Dictionary<string, int> _rowOfPhoto = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _rowsOfPhoto = new(StringComparer.Ordinal);

    /// <summary>Notes the rows of a photo that has none yet.</summary>
    public void Add(string photo, int[] rows)
    {
        if (rows.Length == 1)
        {
            _rowOfPhoto.Add(photo, rows[0]);
        }
        else if (rows.Length > 1)
        {
            _rowsOfPhoto.Add(photo, rows);
        }
    }

    /// <summary>Forgets a photo.</summary>
    /// <returns>The rows that it had.</returns>
    public int[] Remove(string photo) =>
        _rowOfPhoto.Remove(photo, out int row) ? [row] : _rowsOfPhoto.Remove(photo, out int[]? rows) ? rows : [];

    /// <summary>Notes that a row of a photo has another number.</summary>
    public void Move(string photo, int before, int now)
    {
        ref int row = ref CollectionsMarshal.GetValueRefOrNullRef(_rowOfPhoto, photo);
        if (!Unsafe.IsNullRef(ref row))
        {
            row = now;
            return;
        }

        int[] rows = _rowsOfPhoto[photo];
        rows[Array.IndexOf(rows, before)] = now;
    }
}
