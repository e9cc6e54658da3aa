"""The words that invented papers are made of."""

from __future__ import annotations

SENTENCES = (
    "we study how {} can be learned from {} when only a few examples of {} are at hand.",
    "in this paper we propose a method for {} that combines {} with {} and is simple to train.",
    "most work on {} relies on {}, which is costly to collect and hard to transfer to {} or to {}.",
    "to this end we introduce {}, a model of {} in which the {} and the {} share one encoder.",
    "our approach does not need {} at test time, and it is as fast as {} on the same hardware.",
    "experiments on {} show that the method is better than {} by a large margin on {} and {}.",
    "on the task of {} we improve the state of the art by 2.4 points without any {} or {}.",
    "the results show that {} is more important for the quality of {} than the size of the {}.",
    "we find that the errors of {} are due to {}, and that they vanish when {} is used instead.",
    "however, it is not clear whether {} helps if the distribution of {} differs from that of {}.",
    "existing approaches to {} treat {} and {} as separate problems, and so ignore their relation.",
    "we show that both can be solved by {} if the {} of the {} is known up to a constant.",
    "this is the first large data set for {} with {}, and it covers 14 languages and {}.",
    "the data set, the code and the models for {} are at https://example.org/{}.",
    "a human evaluation of {} confirms that the output is fluent and that {} is preserved.",
    "an analysis of {} reveals that the early layers represent {} while the later ones encode {}.",
    "we use {} to align {} with {}, and train the whole system end to end by {}.",
    "compared with {}, our model has 40% fewer parameters and is less prone to {} and {}.",
    "for this purpose we extend {} by a {} that is aware of {} and robust to {}.",
    "the main idea is to replace the {} by a {} whose cost is $O(n \\log n)$ in the length of {}.",
    "it has been shown that {} benefits from {}, but the reason for this is still not understood.",
    "in contrast to {}, which is trained on {}, we learn {} from unlabelled text only.",
    "finally, we discuss the limits of {} and give advice on when to prefer {} over {}.",
    "our framework for {} consists of three steps: {}, {} and {}, each of which can be replaced.",
    "the method is evaluated on {}, on {} and on {}, where it reaches an accuracy of 91.3%.",
    "since {} is expensive, we select the {} that are most informative for {} and {}.",
    "we also present an algorithm for {} with a guarantee that depends on {} rather than on {}.",
    "recent advances in {} have led to systems that are able to produce {} from {} alone.",
    "despite its success, {} suffers from {}, especially if {} is long or the {} is noisy.",
    "this allows us to control {} at inference, to reuse {} and to adapt to new {} within minutes.",
    "as a by-product we obtain {} that can be used by other work on {} and on {}.",
    "we compare nine systems for {} under the same conditions and rank them by {} and {}.",
    "an ablation shows that without {} the score drops, while {} has almost no effect on {}.",
    "the key to this is a loss that pulls {} towards {} and pushes it away from {}.",
    "no assumption about {} is made, so the approach applies to {} as well as to {}.",
    "{} is a long-standing problem in {} with many applications, such as {} and {}.",
    "understanding {} requires knowledge about {} that is rarely stated in the text or in {}.",
    "we release a benchmark of {} – with {}, {} and baselines – to encourage further work.",
    "the user’s feedback on {} is turned into {}, so that the system’s {} improves over time.",
    "our best system for {} ranked second of the shared task, using an ensemble of {} and {}.",
)
"""The first slot of each is for a term of the paper's subject."""

TITLES = (
    "{name}: {} and {} for {} with {}",
    "{name}: Learning {} from {} without {} or {}",
    "{name}: Towards {} and Robust {} via {} and {}",
    "{name}: How Much {} Does {} Need? A Study of {} and {}",
    "{name}: A Data Set of {} for {} and {} in {}",
    "{name} at the Shared Task on {}: Combining {} and {} with {}",
    "On the Role of {} in {}: {} and {} in {name}",
)

TERMS = (
    "language models", "neural networks", "attention", "graphs", "images", "translation",
    "reinforcement learning", "question answering", "retrieval", "embeddings", "speech",
    "diffusion models", "video", "dialogue", "parsing", "transformers", "reasoning", "knowledge",
    "summarisation", "classification", "pre-training", "fine-tuning", "agents", "robots",
    "sentiment", "entities", "relations", "captions", "documents", "syntax", "semantics",
    "morphology", "discourse", "annotation", "corpora", "tokens", "sequences", "vectors",
    "kernels", "gradients", "convolution", "recurrence", "memory", "planning", "exploration",
    "rewards", "policies", "simulation", "control", "navigation", "grasping", "segmentation",
    "detection", "tracking", "depth", "pose", "texture", "rendering", "geometry", "point clouds",
    "meshes", "radiance fields", "audio", "music", "emotion", "dialects", "code generation",
    "program synthesis", "proofs", "mathematics", "chemistry", "proteins", "molecules", "genes",
    "medicine", "radiology", "law", "finance", "news", "social media", "hate speech", "bias",
    "fairness", "privacy", "safety", "alignment", "preference data", "human feedback",
    "instruction tuning", "in-context learning", "prompts", "chain of thought", "hallucination",
    "factuality", "calibration", "uncertainty", "robustness", "adversarial examples",
    "distillation", "pruning", "quantisation", "sparsity", "mixtures of experts", "adapters",
    "low-rank updates", "long context", "caching", "decoding", "beam search", "sampling",
    "variational inference", "Bayesian optimisation", "Gaussian processes", "naïve Bayes",
    "Schrödinger bridges", "Gödel machines", "optimal transport", "contrastive learning",
    "self-supervision", "weak supervision", "active learning", "curriculum learning",
    "meta-learning", "continual learning", "federated learning", "transfer", "domain adaptation",
    "data augmentation", "synthetic data", "benchmarks", "surveys", "leaderboards", "metrics",
    "crowdsourcing", "interpretability", "probing", "saliency", "causality", "counterfactuals",
    "time series", "forecasting", "recommendation", "clustering", "topic models", "word senses",
    "coreference", "negation", "metaphor", "humour", "argumentation", "persuasion", "education",
    "essays", "reading comprehension", "commonsense", "ontologies", "tables", "databases",
    "web pages", "tools", "interfaces", "games",
)  # fmt: skip
"""The commonest first."""

GIVEN_NAMES = (
    "Ada", "Amir", "Ana", "Anders", "Anjali", "Bea", "Björn", "Carla", "Chen", "Chloé", "Daniel",
    "Dilan", "Elif", "Emeka", "Eva", "Farah", "Felix", "Fatou", "Georg", "Giulia", "Hana", "Hugo",
    "Ines", "Ivan", "Jana", "Jin", "Joana", "José", "Kaito", "Karin", "Lars", "Laila", "Lena",
    "Li", "Łukasz", "Mai", "Marek", "Maria", "Mehmet", "Mina", "Nadia", "Nils", "Noor", "Olga",
    "Oskar", "Paula", "Pedro", "Priya", "Quentin", "Rania", "Ravi", "Rosa", "Sami", "Sara",
    "Søren", "Tariq", "Tomás", "Uma", "Vera", "Wei", "Xin", "Yara", "Yuki", "Zoë",
)  # fmt: skip
FAMILY_NAMES = (
    "Adeyemi", "Ahmed", "Almeida", "Andersen", "Bauer", "Bianchi", "Brown", "Chen", "Costa",
    "Demir", "Diallo", "Dubois", "Eriksson", "Fernández", "Fischer", "García", "Gupta", "Haddad",
    "Hansen", "Hoang", "Horvat", "Huang", "Ito", "Ivanova", "Jansen", "Johnson", "Kaya", "Khan",
    "Kim", "Kowalski", "Kumar", "Larsen", "Lee", "Lefèvre", "Li", "Lindqvist", "Liu", "López",
    "Martin", "Mensah", "Meyer", "Moreau", "Müller", "Nakamura", "Nguyen", "Nowak", "Okafor",
    "Olsen", "Papadopoulos", "Park", "Patel", "Pereira", "Petrov", "Rahman", "Reyes", "Rossi",
    "Sato", "Schmidt", "Sharma", "Silva", "Singh", "Smith", "Suzuki", "Tanaka", "Tran", "Varga",
    "Wang", "Weber", "Williams", "Wu", "Yılmaz", "Zhang", "Zhao", "Žižek",
)  # fmt: skip
ORGANISATIONS = (
    "northlake Northlake University", "harbourlab Harbour Lab", "OpenQuarry OpenQuarry",
    "iml Institute for Machine Learning", "tallgrass Tallgrass AI", "uvalden University of Valden",
    "blueheron Blue Heron Research", "cll Computational Linguistics Laboratory",
)  # fmt: skip
"""Each the slug and the name, as a page prints them."""
