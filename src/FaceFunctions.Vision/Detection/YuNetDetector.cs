using FaceFunctions.Core.Detection;
using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Onnx;

namespace FaceFunctions.Vision.Detection;

/// <summary>YuNet, with the 12 outputs of opencv_zoo's and libfacedetection's ONNX files; input of one fixed size, or any multiple of 32.</summary>
internal sealed partial class YuNetDetector : IFaceDetector
{
    /// <summary>Side of the input that the largest stride divides.</summary>
    public const int SideMultiple = 32;

    /// <summary>Candidates kept before suppression, as OpenCV's FaceDetectorYN.</summary>
    private const int MaxCandidates = 5000;

    /// <summary>The sides of a dynamic input are multiples of a quarter of the longest: few shapes, so that the runtime's memory stays flat.</summary>
    private const int ShapesPerSide = 4;

    /// <summary>Most images in a run, of which all but one are black.</summary>
    private const int MaxFixedBatch = 16;

    private static readonly string[] Outputs =
        [.. from part in (string[])["cls", "obj", "bbox", "kps"] from stride in YuNetDecoder.Strides.ToArray() select $"{part}_{stride}"];

    private readonly OnnxModel _model;
    private readonly YuNetSettings _settings;

    /// <summary>Takes over a model.</summary>
    /// <param name="model">The model; disposed with the detector.</param>
    /// <param name="settings">The bundle's choices.</param>
    public YuNetDetector(OnnxModel model, YuNetSettings settings)
    {
        _model = model;
        _settings = settings;
    }

    /// <inheritdoc/>
    public int LongestSide => _settings.LongestSide;

    /// <summary>The first mismatch between a model and what this class expects.</summary>
    /// <returns>One sentence; null when the model fits.</returns>
    public static string? FindMismatch(OnnxModel model, int longestSide)
    {
        ReadOnlySpan<int> input = model.InputShape;
        if (input.Length != 4 || input[1] != 3)
        {
            return $"its input is [{string.Join(", ", model.InputShape)}], but YuNet's is [1, 3, height, width]";
        }

        if (model.HasFixedSide && (input[2] < longestSide || input[3] < longestSide))
        {
            return $"its input is fixed to {input[3]} x {input[2]} pixels, but detector.longestSide is {longestSide}";
        }

        if (model.FixedBatch > MaxFixedBatch)
        {
            return $"its input takes exactly {input[0]} images at once, so that each photo would cost as many; export it with a batch of one or of any size";
        }

        string? missing = Outputs.FirstOrDefault(output => !model.OutputNames.Contains(output));
        return missing is null ? model.FindOutputMismatch(Outputs) : $"it has no output {missing}, so it is no YuNet of 2023 or later";
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScaledFace> Detect(DecodedPhoto photo, int width, int height)
    {
        IReadOnlyList<ScaledFace> faces = Detect(photo, FirstFrame(width, height));
        return faces.Count > 0 ? faces : Detect(photo, CloseUpFrame(width, height));
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private IReadOnlyList<ScaledFace> Detect(DecodedPhoto photo, DetectorFrame frame)
    {
        using RentedImage input = frame.Draw(photo);
        return [.. Look(input.Image).Select(face => new ScaledFace(frame.ToPhoto(face), frame.Scale))];
    }

    /// <summary>The faces of one input, in its pixels, surest first.</summary>
    private IReadOnlyList<DetectedFace> Look(BgrImage image)
    {
        var candidates = new List<DetectedFace>();
        using TensorBuffer input = TensorBuffer.Rent(_model.FixedBatch, 3, image.Height, image.Width);
        input.Write(image, 0, ChannelOrder.Bgr, mean: 0, scale: 1, mirrored: false);
        input.ClearFrom(1);
        using OnnxOutputs outputs = _model.Run(input, Outputs);
        for (int level = 0; level < YuNetDecoder.Strides.Length; level++)
        {
            int stride = YuNetDecoder.Strides[level];
            var values = new YuNetLevel
            {
                Class = First(outputs[level]),
                Objectness = First(outputs[level + 3]),
                Boxes = First(outputs[level + 6]),
                Points = First(outputs[level + 9]),
            };
            YuNetDecoder.Decode(values, stride, image.Width / stride, _settings.ScoreThreshold, candidates);
        }

        return NonMaximumSuppression.Suppress(candidates, _settings.NmsThreshold, MaxCandidates);

        // Of a model with a fixed batch only the first image is one.
        ReadOnlySpan<float> First(ReadOnlySpan<float> values) => values[..(values.Length / _model.FixedBatch)];
    }

    /// <summary>The photo at the top left, nothing enlarged.</summary>
    private DetectorFrame FirstFrame(int photoWidth, int photoHeight)
    {
        (int width, int height) = DetectorFrame.Fit(photoWidth, photoHeight, _settings.LongestSide);
        (int inputWidth, int inputHeight) = InputSize(width, height);
        return new DetectorFrame(inputWidth, inputHeight, 0, 0, width, height, photoWidth, photoHeight);
    }

    /// <summary>The photo small in the middle: YuNet knows faces of 10 to 300 pixels, and few that touch the edges.</summary>
    private DetectorFrame CloseUpFrame(int photoWidth, int photoHeight)
    {
        int side = Math.Max(_settings.LongestSide / 2, 1);
        (int width, int height) = DetectorFrame.Fit(photoWidth, photoHeight, Math.Max(side * 3 / 5, 1));
        (int inputWidth, int inputHeight) = InputSize(side, side);
        return new DetectorFrame(inputWidth, inputHeight, (inputWidth - width) / 2, (inputHeight - height) / 2, width, height, photoWidth, photoHeight);
    }

    private (int Width, int Height) InputSize(int width, int height)
    {
        if (_model.HasFixedSide)
        {
            return (_model.InputShape[3], _model.InputShape[2]);
        }

        int unit = Math.Max(RoundUp(_settings.LongestSide / ShapesPerSide, SideMultiple), SideMultiple);
        return (RoundUp(width, unit), RoundUp(height, unit));
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
