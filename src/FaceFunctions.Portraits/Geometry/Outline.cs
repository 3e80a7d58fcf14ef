using System.Numerics;

namespace FaceFunctions.Portraits.Geometry;

/// <summary>The edge of the head in the photo, as distances from its middle in evenly spread directions.</summary>
internal sealed class Outline
{
    /// <summary>Number of directions.</summary>
    public const int Count = 72;

    private readonly float _roll;
    private readonly float[] _radius = new float[Count];

    /// <summary>Finds the edge.</summary>
    /// <param name="mesh">The head.</param>
    /// <param name="middle">A point well inside it, in pixels.</param>
    /// <param name="roll">How far the head leans: direction 0 is up the head.</param>
    public Outline(HeadMesh mesh, Vector2 middle, float roll)
    {
        Middle = middle;
        _roll = roll;
        for (int i = 0; i < mesh.Placed.Length; i++)
        {
            if (MathF.Abs(mesh.Normals[i].Z) > 0.5f)
            {
                continue;
            }

            var point = new Vector2(mesh.Placed[i].X, mesh.Placed[i].Y);
            int bin = (int)MathF.Round(TurnOf(point) * Count) % Count;
            _radius[bin] = Math.Max(_radius[bin], Vector2.Distance(point, middle));
        }

        Fill();
    }

    /// <summary>The point that distances are measured from, in pixels.</summary>
    public Vector2 Middle { get; }

    /// <summary>Unit vector of a direction, clockwise from up the head.</summary>
    /// <param name="turn">In whole turns: 0 is up the head, 0.25 the viewer's right.</param>
    public Vector2 Direction(float turn)
    {
        (float sine, float cosine) = MathF.SinCos((turn * MathF.Tau) + _roll);
        return new Vector2(sine, -cosine);
    }

    /// <summary>The direction in which a point lies, from 0 to 1 turn.</summary>
    public float TurnOf(Vector2 point)
    {
        Vector2 away = point - Middle;
        float turn = (MathF.Atan2(away.X, -away.Y) - _roll) / MathF.Tau;
        return turn - MathF.Floor(turn);
    }

    /// <summary>Pixels from the middle to the edge.</summary>
    /// <param name="turn">As for <see cref="Direction"/>.</param>
    public float Radius(float turn)
    {
        float at = (turn - MathF.Floor(turn)) * Count;
        int before = (int)at % Count;
        float part = at - MathF.Floor(at);
        return (_radius[before] * (1 - part)) + (_radius[(before + 1) % Count] * part);
    }

    /// <summary>A point on the edge or a distance outside.</summary>
    public Vector2 Point(float turn, float outside = 0) => Middle + (Direction(turn) * (Radius(turn) + outside));

    // A direction without a point lies between two that have one; then the steps of the grid are smoothed away.
    private void Fill()
    {
        for (int i = 0; i < Count; i++)
        {
            if (_radius[i] == 0)
            {
                int before = i;
                int after = i;
                while (_radius[before] == 0)
                {
                    before = (before + Count - 1) % Count;
                }

                while (_radius[after] == 0)
                {
                    after = (after + 1) % Count;
                }

                _radius[i] = (_radius[before] + _radius[after]) / 2;
            }
        }

        float[] sharp = (float[])_radius.Clone();
        for (int i = 0; i < Count; i++)
        {
            _radius[i] = (0.25f * sharp[(i + Count - 1) % Count]) + (0.5f * sharp[i]) + (0.25f * sharp[(i + 1) % Count]);
        }
    }
}
