// What an application does with OpenAI's own client, through the gateway. Prints one word for each result.
import OpenAI from 'openai';

const [chatUrl, embeddingUrl] = process.argv.slice(2);
const client = (apiKey, baseURL = chatUrl) => new OpenAI({ apiKey, baseURL, maxRetries: 0, timeout: 20_000 });
const messages = [{ role: 'user', content: 'Tell me about queues.' }];
const team = client('team-key');
const results = {};
const refusal = async (promise) => {
  try {
    await promise;
    return 'answered';
  } catch (error) {
    return `${error.constructor.name} ${error.status}`;
  }
};

const plain = await team.chat.completions.create({ model: 'any', messages, max_tokens: 8 });
results.plain = `${plain.choices[0].message.content.length > 0 ? 'text' : 'nothing'} from ${plain.model}`;

let pieces = 0;
let usage;
let text = '';
for await (const chunk of await team.chat.completions.create({ model: 'any', messages, max_tokens: 16, stream: true })) {
  pieces += chunk.choices.length;
  text += chunk.choices[0]?.delta?.content ?? '';
  usage = chunk.usage ?? usage;
}
results.streamed = pieces > 3 && text && usage?.total_tokens > 0 ? 'pieces, text and usage' : `${pieces} pieces, '${text}', ${JSON.stringify(usage)}`;

const keyless = new OpenAI({ apiKey: 'unused', baseURL: chatUrl, maxRetries: 0, defaultHeaders: { Authorization: null } });
results['no key'] = await refusal(keyless.chat.completions.create({ model: 'any', messages }));
results['wrong key'] = await refusal(client('guess').chat.completions.create({ model: 'any', messages }));
const denied = [{ role: 'user', content: 'a Secret' }];
results.denied = await refusal(team.chat.completions.create({ model: 'any', messages: denied }));
results['denied stream'] = await refusal(team.chat.completions.create({ model: 'any', messages: denied, stream: true }));

const tools = [{ type: 'function', function: { name: 'get_weather', description: 'Weather of a city', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } }];
const called = await team.chat.completions.create({ model: 'any', messages: [{ role: 'user', content: 'Weather in Paris?' }], tools, tool_choice: 'required' });
results.tools = called.choices[0].message.tool_calls[0].function.name;

const parts = await team.chat.completions.create({ model: 'any', messages: [{ role: 'user', content: [{ type: 'text', text: 'one' }, { type: 'text', text: 'zwei ä😀' }] }], max_tokens: 4 });
results.parts = parts.choices[0].message.content ? 'text' : 'nothing';

const vectors = await client('team-key', embeddingUrl).embeddings.create({ model: 'any', input: ['one', 'two'] });
results.embeddings = `${vectors.data.length} vectors of ${typeof vectors.data[0].embedding[100]}s`;

const listed = [];
for await (const model of team.models.list()) listed.push(model.id);
results.models = listed.includes(plain.model) ? 'listed' : listed.join();

const stream = await team.chat.completions.create({ model: 'any', messages, max_tokens: 5000, stream: true });
for await (const chunk of stream) {
  if (chunk.choices.length > 0) stream.controller.abort();
}
results.abort = 'ended';

const { response } = await team.chat.completions.create({ model: 'any', messages, max_tokens: 2 }).withResponse();
results.headers = Number(response.headers.get('x-ai-1-ratelimit-remaining')) > 0 ? 'remaining' : 'none';

console.log(JSON.stringify(results));
