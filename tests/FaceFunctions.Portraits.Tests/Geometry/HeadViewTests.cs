using System.Numerics;
using FaceFunctions.Portraits.Conditions;
using FaceFunctions.Portraits.Geometry;

namespace FaceFunctions.Portraits.Tests.Geometry;

public class HeadViewTests
{
    private static readonly Vector3 NoseTip = new(0, 0.3f, 1.1f);
    private static readonly Vector3 LeftEar = new(-0.7f, 0.1f, 0);
    private static readonly Vector3 RightEar = new(0.7f, 0.1f, 0);

    [Fact]
    public void Turning_moves_what_is_nearer_further()
    {
        HeadView straight = View(0, 0, 0);
        HeadView turned = View(0.4f, 0, 0);

        Assert.True(turned.Project(NoseTip).X - straight.Project(NoseTip).X > 20);
        Assert.True(turned.Place(LeftEar).Z > turned.Place(RightEar).Z);
    }

    [Fact]
    public void Looking_up_raises_the_nose_over_the_ears()
    {
        float Rise(HeadView view) => view.Project(LeftEar).Y - view.Project(NoseTip).Y;

        Assert.True(Rise(View(0, 0.2f, 0)) > Rise(View(0, 0, 0)) + 10);
    }

    [Fact]
    public void Leaning_keeps_distances_and_lowers_one_ear()
    {
        HeadView straight = View(0, 0, 0);
        HeadView leaning = View(0, 0, 0.2f);

        Assert.True(leaning.Project(RightEar).Y > leaning.Project(LeftEar).Y + 10);
        Assert.Equal(Vector2.Distance(straight.Project(LeftEar), straight.Project(RightEar)), Vector2.Distance(leaning.Project(LeftEar), leaning.Project(RightEar)), tolerance: 0.01);
    }

    private static HeadView View(float yaw, float pitch, float roll) => new(new Pose(yaw, pitch, roll), new Vector2(200, 200), 100);
}
