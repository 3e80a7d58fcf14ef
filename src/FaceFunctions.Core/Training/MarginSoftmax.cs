namespace FaceFunctions.Core.Training;

/// <summary>The loss that face recognisers are trained by: softmax cross-entropy over scaled cosines, with a margin for the right class.</summary>
/// <remarks>
/// <para>
/// Embeddings x and class weights w are both normalised inside (Wang et al. 2017, NormFace), so that only directions count: z_j = s cos(x, w_j) for the wrong classes and z_y = s psi(theta_y) for the right one,
/// psi being the <see cref="MarginRule"/>. The loss of a sample is its cross-entropy CE = -log p_y with p = softmax(z), and with focal weighting (1 - p_y)^gamma CE (Lin et al. 2017, Focal Loss), whose
/// derivative with respect to CE is (1 - p_y)^gamma + gamma (1 - p_y)^(gamma - 1) p_y CE: the weight counts as part of the function. Each sample is weighted by its own p_y. arcface-pytorch
/// (models/focal_loss.py) instead weights the batch's mean CE by p = exp(-mean CE); for a batch of one, and for gamma 0, the two are the same.
/// </para>
/// <para>
/// The gradients are exact: float32 rounding aside, they are those of the value returned. Angles to the right class are taken and differentiated in double, by the direction from one vector to the other instead of
/// by cosine and 1 / sin, so they hold near 0 and pi. Where the two vectors are parallel or opposite (the sine is below 1e-10) there is no such direction, and the right class adds nothing to the gradients: exact
/// for every psi that is flat there, and for ArcFace at 0, where the loss has the tip of a cone, the smallest of its subgradients.
/// </para>
/// <para>Immutable; any number of threads may compute at once. The result has the same bits on any number of threads.</para>
/// </remarks>
public sealed class MarginSoftmax
{
    /// <summary>Creates a loss.</summary>
    /// <param name="rule">The margin.</param>
    /// <param name="scale">s, what cosines are multiplied by before the softmax: more than 0. 30 in arcface-pytorch, 64 in the papers of CosFace and ArcFace.</param>
    /// <param name="focalGamma">gamma, 0 or more; 0 weights all samples alike. 2 in arcface-pytorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, infinite or NaN.</exception>
    public MarginSoftmax(MarginRule rule, double scale, double focalGamma = 0)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (!(scale > 0 && scale <= float.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "A scale is a finite number above 0.");
        }

        if (!(focalGamma >= 0 && double.IsFinite(focalGamma)))
        {
            throw new ArgumentOutOfRangeException(nameof(focalGamma), focalGamma, "A gamma is a finite number, 0 or more.");
        }

        Rule = rule;
        Scale = scale;
        FocalGamma = focalGamma;
    }

    /// <summary>The margin.</summary>
    public MarginRule Rule { get; }

    /// <summary>What cosines are multiplied by.</summary>
    public double Scale { get; }

    /// <summary>The exponent of the focal weight.</summary>
    public double FocalGamma { get; }

    /// <summary>Most threads that one computation uses, 1 or more. The default is one a core.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxThreads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = Environment.ProcessorCount;

    /// <summary>The mean loss of a batch and the gradients of that mean. Needs a pooled buffer of 4 bytes a pair of sample and class; allocates only a little for the threads.</summary>
    /// <param name="embeddings">[batch x dimension], row-major, of any norms from about 1e-18 to 1e18.</param>
    /// <param name="labels">[batch], each from 0 up to the number of classes; at least one. The batch and, with it, the dimension are read from its length.</param>
    /// <param name="classWeights">[classes x dimension], row-major, of norms as above.</param>
    /// <param name="embeddingGradient">Receives the gradient with respect to <paramref name="embeddings"/>, as long as they are. Overwritten. May not overlap another argument.</param>
    /// <param name="classWeightGradient">Receives the gradient with respect to <paramref name="classWeights"/>, as long as they are. Overwritten. May not overlap another argument.</param>
    /// <returns>The mean over the batch, in nats, 0 or more.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit each other, a vector has no direction (its norm is 0, too small or too great, or it holds NaN or infinity), or a gradient overlaps.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is negative or no class.</exception>
    public double Compute(
        ReadOnlyMemory<float> embeddings, ReadOnlyMemory<int> labels, ReadOnlyMemory<float> classWeights, Memory<float> embeddingGradient, Memory<float> classWeightGradient)
    {
        int batch = labels.Length;
        if (batch == 0 || embeddings.Length == 0 || embeddings.Length % batch != 0)
        {
            throw new ArgumentException($"{embeddings.Length} elements are no embeddings of {batch} samples.", nameof(embeddings));
        }

        int dimension = embeddings.Length / batch;
        if (classWeights.Length == 0 || classWeights.Length % dimension != 0)
        {
            throw new ArgumentException($"{classWeights.Length} elements are no class weights of dimension {dimension}.", nameof(classWeights));
        }

        int classes = classWeights.Length / dimension;
        foreach (int label in labels.Span)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(label, nameof(labels));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, classes, nameof(labels));
        }

        CheckGradient(embeddingGradient.Span, embeddings.Span, classWeights.Span, embeddings.Length, nameof(embeddingGradient));
        CheckGradient(classWeightGradient.Span, embeddings.Span, classWeights.Span, classWeights.Length, nameof(classWeightGradient));
        if (embeddingGradient.Span.Overlaps(classWeightGradient.Span))
        {
            throw new ArgumentException("The two gradients overlap.", nameof(classWeightGradient));
        }

        using var work = new MarginSoftmaxBatch(this, embeddings, labels, classWeights, embeddingGradient, classWeightGradient);
        return work.Compute();
    }

    private static void CheckGradient(ReadOnlySpan<float> gradient, ReadOnlySpan<float> embeddings, ReadOnlySpan<float> classWeights, int length, string name)
    {
        if (gradient.Length != length)
        {
            throw new ArgumentException($"The gradient has {gradient.Length} elements, not {length}.", name);
        }

        if (gradient.Overlaps(embeddings) || gradient.Overlaps(classWeights))
        {
            throw new ArgumentException("The gradient overlaps what it is the gradient of.", name);
        }
    }
}
