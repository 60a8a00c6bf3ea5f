using Microsoft.Extensions.Options;

namespace Attune.Companion.Conversations;

[OptionsValidator]
internal sealed partial class ConversationOptionsValidator : IValidateOptions<ConversationOptions>;
