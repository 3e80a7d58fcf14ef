namespace FaceFunctions.Training.Networks;

/// <summary>A step of a network. For one caller at a time; uses all cores itself.</summary>
internal abstract class Layer
{
    /// <summary>Size of what comes out.</summary>
    public abstract MapShape OutputShape { get; }

    /// <summary>What is trained here, always in the same order.</summary>
    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>What is learned without a gradient and belongs to the model all the same: running means and variances.</summary>
    public virtual IEnumerable<float[]> Statistics => [];

    /// <summary>Computes the outputs of a batch.</summary>
    /// <param name="input">Must stay as it is until <see cref="Backward"/> has been called.</param>
    /// <param name="training">Whether batch statistics are used and gathered; else the running ones are used, and there is no way back.</param>
    /// <returns>Memory of the layer, valid until its next call.</returns>
    public abstract FeatureMaps Forward(FeatureMaps input, bool training);

    /// <summary>Computes the gradients for the batch of the last training <see cref="Forward"/>: writes those of <see cref="Parameters"/> and returns that of the input.</summary>
    /// <param name="outputGradient">Gradient with respect to the outputs; not changed.</param>
    /// <returns>Memory of the layer, valid until its next call.</returns>
    public abstract FeatureMaps Backward(FeatureMaps outputGradient);
}
