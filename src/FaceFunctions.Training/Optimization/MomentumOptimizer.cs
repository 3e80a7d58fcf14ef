using System.Numerics.Tensors;
using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Optimization;

/// <summary>Stochastic gradient descent with momentum and weight decay: v = momentum v + gradient + decay w, then w = w - rate v.</summary>
internal sealed class MomentumOptimizer
{
    // What one thread updates at once: large parameters are divided, so that all cores have work.
    private const int BlockLength = 1 << 16;

    private readonly (Parameter Parameter, float[] Velocity)[] _parameters;
    private readonly (int Index, int Start, int Length)[] _blocks;
    private readonly float _momentum;
    private readonly float _decay;

    /// <summary>Creates the optimizer; all velocities are 0.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="momentum">From 0 to below 1.</param>
    /// <param name="decay">Weight decay, for the parameters that decay.</param>
    public MomentumOptimizer(IEnumerable<Parameter> parameters, double momentum, double decay)
    {
        _parameters = [.. parameters.Select(parameter => (parameter, new float[parameter.Values.Length]))];
        _blocks =
        [
            .. _parameters.SelectMany((pair, index) => Enumerable.Range(0, (pair.Velocity.Length + BlockLength - 1) / BlockLength)
                .Select(block => (index, block * BlockLength, Math.Min(BlockLength, pair.Velocity.Length - (block * BlockLength))))),
        ];
        (_momentum, _decay) = ((float)momentum, (float)decay);
    }

    /// <summary>The velocities, in the order of the parameters; a checkpoint keeps them.</summary>
    public IEnumerable<float[]> Velocities => _parameters.Select(pair => pair.Velocity);

    /// <summary>Moves every parameter once against its gradient.</summary>
    /// <param name="rate">Learning rate.</param>
    public void Step(double rate) => Parallel.ForEach(_blocks, block =>
    {
        (Parameter parameter, float[] velocities) = _parameters[block.Index];
        Span<float> velocity = velocities.AsSpan(block.Start, block.Length);
        Span<float> values = parameter.Values.AsSpan(block.Start, block.Length);
        TensorPrimitives.MultiplyAdd(velocity, _momentum, parameter.Gradient.AsSpan(block.Start, block.Length), velocity);
        if (parameter.Decays)
        {
            TensorPrimitives.MultiplyAdd(values, _decay, velocity, velocity);
        }

        TensorPrimitives.MultiplyAdd(velocity, -(float)rate, values, values);
    });
}
