using FaceFunctions.Training.Data;
using FaceFunctions.Training.Networks;

namespace FaceFunctions.Training.Optimization;

/// <summary>Trains a network for a task. The same task, options and seeds give the same weights on the same kind of processor, whatever the number of cores.</summary>
internal sealed class Trainer
{
    // Weight of a step in the loss that is shown.
    private const double LossMemory = 0.02;

    private readonly ITrainingTask _task;
    private readonly TrainingOptions _options;
    private readonly MomentumOptimizer _optimizer;
    private readonly FeatureMaps _input;
    private readonly FeatureMaps _outputGradient;
    private readonly int[] _order;
    private double _loss = double.NaN;

    /// <summary>Prepares a training from its beginning.</summary>
    /// <param name="network">What is trained; changed in place.</param>
    /// <param name="task">What for; has at least one batch of pictures.</param>
    /// <param name="options">How.</param>
    public Trainer(Sequence network, ITrainingTask task, TrainingOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(task.Count, task.BatchSize);
        (Network, _task, _options) = (network, task, options);
        _optimizer = new MomentumOptimizer(network.Parameters.Concat(task.Parameters), options.Momentum, options.WeightDecay);
        _input = new FeatureMaps(task.InputShape).Resize(task.BatchSize);
        _outputGradient = new FeatureMaps(network.OutputShape).Resize(task.BatchSize);
        _order = new int[task.Count];
    }

    /// <summary>What is trained.</summary>
    public Sequence Network { get; }

    /// <summary>Epochs that are done.</summary>
    public int EpochsDone { get; private set; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsDone => EpochsDone >= _options.Epochs;

    /// <summary>Steps of the whole training.</summary>
    public int Steps => StepsPerEpoch * _options.Epochs;

    /// <summary>Everything that changes during a training, in a fixed order; a checkpoint keeps it.</summary>
    public IEnumerable<float[]> State =>
        Network.Parameters.Concat(_task.Parameters).Select(parameter => parameter.Values).Concat(Network.Statistics).Concat(_optimizer.Velocities);

    private int StepsPerEpoch => _task.Count / _task.BatchSize;

    /// <summary>Goes on from a checkpoint, after its numbers were copied into <see cref="State"/>.</summary>
    public void Resume(int epochsDone) => EpochsDone = epochsDone;

    /// <summary>Trains for one epoch: every picture once, in an order that depends on seed and epoch only. Pictures that do not fill a last batch wait for another epoch's order.</summary>
    /// <param name="progress">Hears of every step; may be null.</param>
    /// <param name="cancellationToken">Ends the epoch between two steps; the network is then somewhere inside it.</param>
    /// <exception cref="TrainingException">The numbers have run away.</exception>
    public void RunEpoch(Action<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var random = new Random(Mix(_options.Seed, EpochsDone));
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        random.Shuffle(_order);
        for (int batch = 0; batch < StepsPerEpoch; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int step = (EpochsDone * StepsPerEpoch) + batch;
            Load(_order.AsMemory(batch * _task.BatchSize, _task.BatchSize), random.Next());
            double loss = Step(step);
            _loss = double.IsNaN(_loss) ? loss : _loss + (LossMemory * (loss - _loss));
            progress?.Invoke(new TrainingProgress(step + 1, Steps, _loss));
        }

        EpochsDone++;
    }

    // Small numbers must not give similar seeds.
    private static int Mix(int seed, int number) => (int)((((ulong)(uint)seed * 0x9E3779B97F4A7C15) + ((ulong)(uint)number * 0xBF58476D1CE4E5B9)) >> 33);

    private void Load(ReadOnlyMemory<int> pictures, int seed) => Shards.Run(pictures.Length, (_, first, end) =>
    {
        for (int place = first; place < end; place++)
        {
            _task.Load(place, pictures.Span[place], new Random(Mix(seed, place)), _input.Samples(place, place + 1));
        }
    });

    private double Step(int step)
    {
        double progress = (double)step / Steps;
        FeatureMaps output = Network.Forward(_input, training: true);
        double loss;
        try
        {
            loss = _task.Judge(output, progress, _outputGradient);
        }
        catch (ArgumentException lost)
        {
            throw new TrainingException($"The numbers have run away in step {step + 1} of {Steps}: the learning rate is too high.", lost);
        }

        Network.Backward(_outputGradient);
        _optimizer.Step(_options.Schedule.At(progress));
        return loss;
    }
}
