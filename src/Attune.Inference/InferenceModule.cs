using Attune.Foundation.Modules;
using Attune.Inference.Answers;
using Attune.Inference.Embeddings;
using Attune.Inference.Endpoints;
using Attune.Inference.Settings;
using Attune.Inference.Wire;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Attune.Inference;

/// <summary>
/// The doors of inference: all connected models as one <see cref="IChatClient"/>, and the routes to connect them. The client
/// throws <see cref="ModelUnavailableException"/> and <see cref="ModelInterruptedException"/>; the author's name of each
/// update is that of the endpoint that writes. Vectors of texts come from the <see cref="IEmbeddingGenerator{TInput,
/// TEmbedding}"/>, which has no <see cref="EmbeddingGeneratorMetadata"/> when no endpoint for them is set.
/// </summary>
public static class InferenceModule
{
    public static AttuneModule Doors { get; } = new("inference", Register, static routes => routes.MapModels());

    /// <summary>The endpoint for vectors alone, for commands that run without a server.</summary>
    public static IEmbeddingGenerator<string, Embedding<float>> OpenEmbeddings(EmbeddingOptions settings, TimeProvider clock)
    {
        var options = Options.Create(new InferenceOptions { Embeddings = settings });
        return new EmbeddingEndpoint(new EmbeddingWire(new EndpointTransport(options)), options, clock, new InferenceMeter(),
            NullLogger<EmbeddingEndpoint>.Instance);
    }

    private static void Register(ModuleRegistration module)
    {
        module.AddSettings<InferenceOptions, InferenceOptionsValidator>(
            "Inference", static (section, options) => section.Bind(options));
        module.AddMigrations(typeof(InferenceModule).Assembly);
        module.AddReadinessCheck<InferenceReadiness>();
        module.AddReadinessCheck<EmbeddingReadiness>();
        module.AddMeter(InferenceMeter.Name);
        module.AddPersonalData<InferencePersonalData>();
        module.AddBackupPart<InferenceBackup>();
        module.Services.AddSingleton<InferenceMeter>();
        module.Services.AddSingleton<EndpointTransport>();
        module.Services.AddSingleton<EndpointWire>();
        module.Services.AddSingleton<OfferedModels>();
        module.Services.AddSingleton<EndpointTable>();
        module.Services.AddSingleton<EndpointDirectory>();
        module.Services.AddSingleton<IModelAvailability>(provider => provider.GetRequiredService<EndpointDirectory>());
        module.Services.AddSingleton<IChatClient, EndpointPool>();
        module.Services.AddSingleton<EmbeddingWire>();
        module.Services.AddSingleton<EmbeddingEndpoint>();
        module.Services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(
            provider => provider.GetRequiredService<EmbeddingEndpoint>());
        module.Services.AddSingleton<ListEndpoints>();
        module.Services.AddSingleton<ConnectEndpoint>();
        module.Services.AddSingleton<ChangeEndpoint>();
        module.Services.AddSingleton<RemoveEndpoint>();
        module.Services.AddSingleton<TestEndpoint>();
    }
}
