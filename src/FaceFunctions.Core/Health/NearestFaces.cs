namespace FaceFunctions.Core.Health;

/// <summary>The nearest face of each face, among those that it was compared with: the highest score, of equal ones the first by number.</summary>
internal sealed class NearestFaces
{
    private const double Nothing = -2;

    private readonly float _slack;
    private readonly double[] _scores;
    private readonly int[] _faces;
    private readonly float[] _limits;

    /// <summary>Creates a list in which nobody has a nearest face.</summary>
    /// <param name="count">Number of faces.</param>
    /// <param name="slack">How far an approximate score may be from the true one.</param>
    public NearestFaces(int count, float slack)
    {
        _slack = slack;
        (_scores, _faces, _limits) = (new double[count], new int[count], new float[count]);
        _scores.AsSpan().Fill(Nothing);
        _faces.AsSpan().Fill(-1);
        _limits.AsSpan().Fill((float)Nothing);
    }

    /// <summary>Approximate scores below these cannot be those of a nearest face.</summary>
    public ReadOnlySpan<float> Limits => _limits;

    /// <summary>The nearest face of a face; -1 when it was compared with none.</summary>
    public int FaceOf(int face) => _faces[face];

    /// <summary>The exact score of the nearest face.</summary>
    public double ScoreOf(int face) => _scores[face];

    /// <summary>Tells of a comparison.</summary>
    public void Compare(int face, int other, double score)
    {
        if (score > _scores[face] || (score == _scores[face] && other < _faces[face]))
        {
            (_scores[face], _faces[face], _limits[face]) = (score, other, (float)score - _slack);
        }
    }

    /// <summary>Takes over the comparisons of another list.</summary>
    public void Add(NearestFaces other)
    {
        for (int face = 0; face < _faces.Length; face++)
        {
            if (other._faces[face] >= 0)
            {
                Compare(face, other._faces[face], other._scores[face]);
            }
        }
    }
}
