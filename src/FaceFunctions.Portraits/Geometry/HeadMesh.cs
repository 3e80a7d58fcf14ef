using System.Numerics;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>The front of a head as a grid of points, closest where the features are, with their normals.</summary>
internal sealed class HeadMesh
{
    // A little behind the ears on both sides: no more can be seen of a head that turns by less than 30 degrees.
    private const float MostAngle = 2.05f;

    /// <summary>Lays the grid over a face.</summary>
    /// <param name="face">The surface.</param>
    /// <param name="view">How it is seen.</param>
    public HeadMesh(FaceModel face, HeadView view)
    {
        // About one row for three pixels: finer cannot be seen, coarser shows corners.
        Rows = Math.Clamp((int)(view.PixelsPerUnit * 2 / 3), 36, 76);
        Columns = Math.Clamp(Rows * 5 / 6, 34, 60);
        Model = new Vector3[Rows * Columns];
        Placed = new Vector3[Model.Length];
        Normals = new Vector3[Model.Length];
        for (int row = 0; row < Rows; row++)
        {
            float t = (float)row / (Rows - 1);
            float even = (0.65f * t) + (0.175f * (1 - MathF.Cos(MathF.PI * t)));
            float y = face.Shape.Crown + ((face.Shape.Chin - face.Shape.Crown) * even);
            for (int column = 0; column < Columns; column++)
            {
                float u = (2f * column / (Columns - 1)) - 1;
                Vector3 point = face.Around(MostAngle * ((0.42f * u) + (0.58f * u * u * u)), y);
                Model[(row * Columns) + column] = point;
                Placed[(row * Columns) + column] = view.Place(point);
            }
        }

        FindNormals(view);
    }

    /// <summary>Number of rows, from crown to chin.</summary>
    public int Rows { get; }

    /// <summary>Number of columns, from the viewer's left to the right.</summary>
    public int Columns { get; }

    /// <summary>The points in the head's own axes, row by row.</summary>
    public Vector3[] Model { get; }

    /// <summary>The points as <see cref="HeadView.Place"/> gives them.</summary>
    public Vector3[] Placed { get; }

    /// <summary>Unit normals as the viewer sees them: right, down, to the viewer.</summary>
    public Vector3[] Normals { get; }

    private void FindNormals(HeadView view)
    {
        for (int row = 0; row < Rows; row++)
        {
            int above = Math.Max(row - 1, 0) * Columns;
            int below = Math.Min(row + 1, Rows - 1) * Columns;
            for (int column = 0; column < Columns; column++)
            {
                int left = Math.Max(column - 1, 0);
                int right = Math.Min(column + 1, Columns - 1);
                Vector3 across = Model[(row * Columns) + right] - Model[(row * Columns) + left];
                Vector3 down = Model[below + column] - Model[above + column];
                Vector3 normal = Vector3.Cross(across, down);
                float length = normal.Length();
                Vector3 unit = length > 1e-9f ? normal / length : new Vector3(0, row == 0 ? -1 : 1, 0);
                Normals[(row * Columns) + column] = view.Direction(unit);
            }
        }
    }
}
