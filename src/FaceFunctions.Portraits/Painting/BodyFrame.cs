using System.Numerics;

namespace FaceFunctions.Portraits.Painting;

/// <summary>The body's own axes: under the neck, and only half as leaning as the head.</summary>
internal sealed class BodyFrame
{
    private readonly Scene _scene;
    private readonly Vector2 _neck;
    private readonly Vector2 _across;
    private readonly Vector2 _down;

    /// <summary>Hangs a body under a head.</summary>
    public BodyFrame(Scene scene)
    {
        _scene = scene;
        _neck = scene.View.Project(new Vector3(0, scene.Person.Head.Chin - 0.05f, -0.05f));
        (float sine, float cosine) = MathF.SinCos(scene.Shot.Pose.Roll * 0.3f);
        _across = new Vector2(cosine, sine) * scene.View.PixelsPerUnit;
        _down = new Vector2(-sine, cosine) * scene.View.PixelsPerUnit;
    }

    /// <summary>A point, in pixels.</summary>
    /// <param name="across">From the middle of the neck to the viewer's right, in half heads.</param>
    /// <param name="down">Down from the level of the chin.</param>
    public Vector2 At(float across, float down) => _neck + (_across * across) + (_down * down);

    /// <summary>A point that goes with the head: where the neck meets it.</summary>
    public Vector2 Chin(float across, float down) => _scene.View.Project(new Vector3(across, _scene.Person.Head.Chin + down, -0.15f));
}
