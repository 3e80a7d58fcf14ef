using System.Numerics;
using SkiaSharp;

namespace FaceFunctions.Portraits.Painting;

internal sealed partial class BackdropPainter
{
    private void PaintStudio()
    {
        Vector3 color = Color(0.25f, 0.85f, 0.14f);
        Vector2 middle = new(_width * _random.Between(0.2f, 0.8f), _height * _random.Between(0.2f, 0.6f));
        _sketch.Flood(Gradients.Radial(middle, _height * _random.Between(0.8f, 1.3f), (0, (color * 1.15f).Paint()), (1, (color * _random.Between(0.45f, 0.8f)).Paint())));
    }

    private void PaintLights()
    {
        Vector3 color = Color(0.6f, 0.95f, 0.2f);
        for (int i = 0; i < 12; i++)
        {
            float radius = _width * _random.Between(0.03f, 0.11f);
            _sketch.Oval(Place(), radius, radius, (color * _random.Between(0.8f, 1.1f)).Paint(_random.Between(0.15f, 0.6f)));
        }
    }

    private void PaintRoom()
    {
        Vector3 wall = Color(0.45f, 0.88f, 0.1f);
        _sketch.Flood(Gradients.Linear(Vector2.Zero, new Vector2(_width, _height * 0.4f), (0, (wall * 1.08f).Paint()), (1, (wall * 0.78f).Paint())));
        float left = _width * _random.Between(-0.1f, 0.65f);
        Vector3 pane = Color(0.75f, 0.98f, 0.08f);
        Rectangle(left, _height * 0.06f, _width * 0.42f, _height * 0.62f, wall * 0.6f);
        Rectangle(left + (_width * 0.02f), _height * 0.085f, _width * 0.18f, _height * 0.57f, pane);
        Rectangle(left + (_width * 0.22f), _height * 0.085f, _width * 0.18f, _height * 0.57f, pane * 0.95f);
        Rectangle(0, _height * 0.86f, _width, _height * 0.14f, Color(0.2f, 0.5f, 0.1f));
    }

    private void PaintShelves()
    {
        Vector3 wall = Color(0.3f, 0.7f, 0.12f);
        _sketch.Flood(Gradients.Linear(Vector2.Zero, new Vector2(0, _height), (0, (wall * 0.9f).Paint()), (1, (wall * 1.05f).Paint())));
        for (float y = -0.05f; y < 1; y += 0.24f)
        {
            for (float x = 0; x < 1;)
            {
                float width = _random.Between(0.03f, 0.08f);
                float tall = _random.Between(0.12f, 0.2f);
                if (!_random.Chance(0.2f))
                {
                    Rectangle(x * _width, (y + 0.22f - tall) * _height, width * _width, tall * _height, Color(0.25f, 0.8f, 0.2f));
                }

                x += width;
            }

            Rectangle(0, (y + 0.22f) * _height, _width, 0.02f * _height, wall * 0.5f);
        }
    }

    private void PaintLandscape()
    {
        var sky = new Vector3(_random.Between(0.5f, 0.85f), _random.Between(0.68f, 0.86f), _random.Between(0.8f, 0.98f));
        float horizon = _height * _random.Between(0.4f, 0.75f);
        _sketch.Flood(Gradients.Linear(Vector2.Zero, new Vector2(0, horizon), (0, (sky * 0.85f).Paint()), (1, Vector3.Lerp(sky, Vector3.One, 0.45f).Paint())));
        var ground = new Vector3(_random.Between(0.3f, 0.6f), _random.Between(0.42f, 0.58f), _random.Between(0.22f, 0.36f));
        for (int i = 0; i < 3; i++)
        {
            float rise = horizon + (_height * 0.09f * i);
            using SKPath hill = Curves.Closed(
                [
                    new Vector2(-9, _height * 1.3f), new Vector2(-9, rise), new Vector2(_width * 0.3f, rise - (_height * _random.Between(-0.03f, 0.1f))),
                    new Vector2(_width * 0.7f, rise - (_height * _random.Between(-0.03f, 0.1f))), new Vector2(_width + 9, rise), new Vector2(_width + 9, _height * 1.3f),
                ]);
            _sketch.Fill(hill, (Vector3.Lerp(sky, ground, 0.5f + (0.25f * i)) * 0.95f).Paint());
        }
    }

    private void PaintLeaves()
    {
        var leaf = new Vector3(_random.Between(0.25f, 0.55f), _random.Between(0.4f, 0.58f), _random.Between(0.18f, 0.34f));
        _sketch.Flood(Gradients.Linear(Vector2.Zero, new Vector2(0, _height), (0, (leaf * 1.2f).Paint()), (1, (leaf * 0.6f).Paint())));
        for (int i = 0; i < 26; i++)
        {
            float radius = _width * _random.Between(0.04f, 0.16f);
            _sketch.Oval(Place(), radius, radius * 0.85f, (leaf * _random.Between(0.5f, 1.6f)).Paint(0.5f));
        }
    }

    private void PaintStreet()
    {
        Vector3 sky = Color(0.65f, 0.92f, 0.08f);
        _sketch.Flood(Gradients.Linear(Vector2.Zero, new Vector2(0, _height), (0, sky.Paint()), (1, (sky * 0.8f).Paint())));
        for (float x = -0.05f; x < 1;)
        {
            float width = _random.Between(0.14f, 0.32f);
            float top = _random.Between(-0.1f, 0.4f);
            Vector3 wall = Color(0.3f, 0.75f, 0.1f);
            Rectangle(x * _width, top * _height, width * _width, _height, wall);
            for (float y = top + 0.06f; y < 0.9f; y += 0.12f)
            {
                for (float window = 0.025f; window < width - 0.05f; window += 0.075f)
                {
                    Rectangle((x + window) * _width, y * _height, 0.04f * _width, 0.065f * _height, wall * (_random.Chance(0.3f) ? 1.35f : 0.65f));
                }
            }

            x += width;
        }
    }
}
