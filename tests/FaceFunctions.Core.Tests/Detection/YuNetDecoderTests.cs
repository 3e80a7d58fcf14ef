using System.Numerics;
using FaceFunctions.Core.Detection;

namespace FaceFunctions.Core.Tests.Detection;

public class YuNetDecoderTests
{
    private const int Columns = 5;
    private const int Cells = 15;

    private readonly float[] _class = new float[Cells];
    private readonly float[] _objectness = new float[Cells];
    private readonly float[] _boxes = new float[4 * Cells];
    private readonly float[] _points = new float[10 * Cells];

    [Fact]
    public void Decode_places_a_face_by_the_published_formulas()
    {
        // Row 2, column 3 of stride 16; logarithms of 4 and 5 cells.
        int cell = (2 * Columns) + 3;
        (_class[cell], _objectness[cell]) = (0.64f, 1);
        ((float[])[0.5f, -0.25f, (float)Math.Log(4), (float)Math.Log(5)]).CopyTo(_boxes, 4 * cell);
        ((float[])[0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1]).CopyTo(_points, 10 * cell);

        DetectedFace face = Assert.Single(Decode(16, 0.6f));

        Assert.Equal(0.8f, face.Score, 1e-6f);
        Assert.Equal(((3 + 0.5) * 16) - 32, face.Box.X, 1e-3);
        Assert.Equal(((2 - 0.25) * 16) - 40, face.Box.Y, 1e-3);
        Assert.Equal(64, face.Box.Width, 1e-3);
        Assert.Equal(80, face.Box.Height, 1e-3);
        Assert.Equal(new FaceLandmarks(new Vector2(48, 32), new Vector2(64, 32), new Vector2(56, 40), new Vector2(48, 48), new Vector2(64, 48)), face.Landmarks);
    }

    [Fact]
    public void Decode_limits_each_part_of_the_score_to_0_and_1()
    {
        (_class[0], _objectness[0]) = (3, 0.81f);
        (_class[1], _objectness[1]) = (-3, -3);

        DetectedFace face = Assert.Single(Decode(8, 0.6f));

        Assert.Equal(0.9f, face.Score, 1e-6f);
    }

    [Theory]
    [InlineData(2, 1000f)]
    [InlineData(3, float.NaN)]
    [InlineData(0, float.PositiveInfinity)]
    public void Decode_leaves_out_boxes_without_an_end(int part, float value)
    {
        (_class[4], _objectness[4]) = (1, 1);
        _boxes[(4 * 4) + part] = value;

        Assert.Empty(Decode(8, 0.6f));
    }

    [Fact]
    public void Decode_leaves_out_scores_and_landmarks_that_are_no_numbers()
    {
        (_class[4], _objectness[4]) = (float.NaN, 1);
        (_class[5], _objectness[5]) = (1, 1);
        _points[(5 * 10) + 7] = float.NaN;

        Assert.Empty(Decode(8, 0.6f));
    }

    [Fact]
    public void Decode_refuses_parts_of_different_lengths()
    {
        Assert.Throws<ArgumentException>(() => YuNetDecoder.Decode(
            new YuNetLevel { Class = new float[4], Objectness = new float[4], Boxes = new float[12], Points = new float[40] }, 8, 2, 0.5f, []));
    }

    private List<DetectedFace> Decode(int stride, float minScore)
    {
        var faces = new List<DetectedFace>();
        YuNetDecoder.Decode(new YuNetLevel { Class = _class, Objectness = _objectness, Boxes = _boxes, Points = _points }, stride, Columns, minScore, faces);
        return faces;
    }
}
