using Attune.Learning.Emotions;
using Attune.Learning.Linear;

namespace Attune.Server.Verbs.Train;

/// <summary>The weights for reading emotions in English, made from GoEmotions' training split.</summary>
/// <param name="Texts">What they were made from.</param>
/// <param name="Linear">The file of the linear model.</param>
/// <param name="Networks">The file of the networks.</param>
internal sealed record EmotionWeights(LabelledTexts Texts, byte[] Linear, byte[] Networks)
{
    /// <param name="folder">Holds labels.txt and train.tsv, itself or in its folder goemotions.</param>
    /// <param name="threads">Models trained at once, from 1; the result is the same.</param>
    /// <param name="progress">Told in words what has been done.</param>
    /// <param name="cancellation">Ends it soon.</param>
    public static EmotionWeights Make(
        string folder, int threads, Action<string> progress, CancellationToken cancellation)
    {
        var texts = GoEmotionsFiles.Read(DataSetFolder.Of(folder, DataSetFolder.GoEmotions, "*.tsv"), "train.tsv");
        var training = new EmotionEnsembleTraining(texts, GoEmotionsFiles.Attribution) { Threads = threads };
        var (linear, network) = training.Train(progress, cancellation);
        return new EmotionWeights(texts, ModelFile.Write(linear), EmotionNetworkFile.Write(network));
    }
}
