using Microsoft.Extensions.Options;

namespace Attune.Companion.Retrieval;

[OptionsValidator]
internal sealed partial class KnowledgeOptionsValidator : IValidateOptions<KnowledgeOptions>;
