namespace FaceFunctions.Portraits.Geometry;

/// <summary>A smooth curve through given values that never swings beyond them (monotone cubic, Fritsch and Carlson 1980). Constant outside.</summary>
internal sealed class Profile
{
    private readonly (float At, float Value)[] _knots;
    private readonly float[] _slopes;

    /// <summary>Creates the curve.</summary>
    /// <param name="knots">At least two, in rising order.</param>
    public Profile(params (float At, float Value)[] knots)
    {
        _knots = knots;
        _slopes = new float[knots.Length];
        for (int i = 1; i < knots.Length - 1; i++)
        {
            float before = Slope(i - 1);
            float after = Slope(i);
            _slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }
    }

    /// <summary>Value at a place.</summary>
    public float At(float at)
    {
        if (at <= _knots[0].At)
        {
            return _knots[0].Value;
        }

        for (int i = 1; i < _knots.Length; i++)
        {
            if (at <= _knots[i].At)
            {
                float width = _knots[i].At - _knots[i - 1].At;
                float t = (at - _knots[i - 1].At) / width;
                float s = 1 - t;
                return (_knots[i - 1].Value * s * s * (1 + (2 * t))) + (_slopes[i - 1] * width * t * s * s)
                    + (_knots[i].Value * t * t * (3 - (2 * t))) - (_slopes[i] * width * t * t * s);
            }
        }

        return _knots[^1].Value;
    }

    private float Slope(int i) => (_knots[i + 1].Value - _knots[i].Value) / (_knots[i + 1].At - _knots[i].At);
}
