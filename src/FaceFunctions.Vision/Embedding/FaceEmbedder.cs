using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Onnx;

namespace FaceFunctions.Vision.Embedding;

/// <summary>Turns aligned crops into embeddings. One instance serves the whole process; safe for any number of threads.</summary>
internal sealed class FaceEmbedder : IDisposable
{
    /// <summary>Most images in one run: bounds the memory of a run, and more does not make a CPU faster.</summary>
    private const int MaxBatch = 16;

    private readonly OnnxModel _model;
    private readonly EmbedderSettings _settings;
    private readonly string[] _outputs;

    private readonly int _batch;

    /// <summary>Takes over a model.</summary>
    /// <param name="model">The model; disposed with the embedder.</param>
    /// <param name="settings">What the bundle says about it.</param>
    /// <param name="oneAtATime">Whether only one image fits into a run, although the model's input says otherwise.</param>
    public FaceEmbedder(OnnxModel model, EmbedderSettings settings, bool oneAtATime = false)
    {
        _model = model;
        _settings = settings;
        _batch = oneAtATime ? 1 : model.HasDynamicBatch ? MaxBatch : model.FixedBatch;
        _outputs = [model.OutputNames[0]];
    }

    /// <summary>Whether the model's input says that several images fit into one run.</summary>
    public bool TakesSeveral => _model.HasDynamicBatch;

    /// <summary>What the bundle says about the model.</summary>
    public EmbedderSettings Settings => _settings;

    /// <summary>The first mismatch between a model's input and what a bundle says.</summary>
    /// <returns>One sentence that names the bundle's property; null when the input fits.</returns>
    public static string? FindMismatch(OnnxModel model, EmbedderSettings settings)
    {
        int channels = settings.Channels == ChannelOrder.Gray ? 1 : 3;
        int[] input = model.InputShape;
        return !Fits(input[1], channels) ? $"embedder.channels is {settings.Channels.ToString().ToLowerInvariant()}, so {channels} of them, but its input has {input[1]}"
            : !Fits(input[2], settings.Side) || !Fits(input[3], settings.Side) ? $"embedder.side is {settings.Side}, but its input is {input[3]} x {input[2]} pixels"
            : model.FixedBatch > MaxBatch ? $"its input takes exactly {input[0]} images at once, so that each face would cost as many; export it with a batch of one or of any size"
            : model.OutputNames.Count != 1 ? $"it has {model.OutputNames.Count} outputs ({string.Join(", ", model.OutputNames)}), but an embedder has one"
            : model.FindOutputMismatch(model.OutputNames);

        static bool Fits(int actual, int expected) => actual < 1 || actual == expected;
    }

    /// <summary>Embeds crops.</summary>
    /// <param name="crops">Aligned crops of the model's side.</param>
    /// <returns>One unit vector a crop, in the same order.</returns>
    /// <exception cref="ArgumentException">The model's output has no direction.</exception>
    public FaceEmbedding[] Embed(IReadOnlyList<BgrImage> crops)
    {
        bool flips = _settings.Flip != FlipRule.None;
        List<float[]> outputs = Outputs(crops, flips);
        var embeddings = new FaceEmbedding[crops.Count];
        for (int i = 0; i < embeddings.Length; i++)
        {
            embeddings[i] = flips ? _settings.Flip.Combine(outputs[2 * i], outputs[(2 * i) + 1]) : _settings.Flip.Combine(outputs[i], []);
        }

        return embeddings;
    }

    /// <summary>Embeds crops in both ways: alone, and together with their mirror images by the bundle's rule, or by the sum when the bundle has none.</summary>
    /// <param name="crops">Aligned crops of the model's side.</param>
    /// <returns>Two unit vectors a crop, in the same order; of different lengths with <see cref="FlipRule.Concat"/>.</returns>
    /// <exception cref="ArgumentException">The model's output has no direction.</exception>
    public (FaceEmbedding Plain, FaceEmbedding Flipped)[] EmbedBoth(IReadOnlyList<BgrImage> crops)
    {
        FlipRule rule = _settings.Flip == FlipRule.None ? FlipRule.Sum : _settings.Flip;
        List<float[]> outputs = Outputs(crops, flips: true);
        var both = new (FaceEmbedding Plain, FaceEmbedding Flipped)[crops.Count];
        for (int i = 0; i < both.Length; i++)
        {
            both[i] = (FlipRule.None.Combine(outputs[2 * i], []), rule.Combine(outputs[2 * i], outputs[(2 * i) + 1]));
        }

        return both;
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private List<float[]> Outputs(IReadOnlyList<BgrImage> crops, bool flips)
    {
        (BgrImage Crop, bool Mirrored)[] views = [.. crops.SelectMany(crop => flips ? new[] { (crop, false), (crop, true) } : [(crop, false)])];
        var outputs = new List<float[]>(views.Length);
        foreach ((BgrImage Crop, bool Mirrored)[] batch in views.Chunk(_batch))
        {
            Run(batch, outputs);
        }

        return outputs;
    }

    private void Run((BgrImage Crop, bool Mirrored)[] views, List<float[]> outputs)
    {
        // A model with a fixed batch gets black images for those that are missing.
        int count = _model.HasDynamicBatch ? views.Length : _batch;
        using TensorBuffer input = TensorBuffer.Rent(count, _settings.Channels == ChannelOrder.Gray ? 1 : 3, _settings.Side, _settings.Side);
        for (int i = 0; i < views.Length; i++)
        {
            input.Write(views[i].Crop, i, _settings.Channels, _settings.Mean, _settings.Scale, views[i].Mirrored);
        }

        input.ClearFrom(views.Length);
        using OnnxOutputs result = _model.Run(input, _outputs);
        ReadOnlySpan<float> values = result[0];
        outputs.AddRange(values.ToArray().Chunk(values.Length / count).Take(views.Length));
    }
}
