// The least that any program on these packages costs: to load them, and end.
require('cdk8s');
require('cdk8s-plus-28');
require('zod');
require('yaml');
