// What a client in TypeScript writes with the generated types; compiled, never run.
import type { PlaceAnOrderMutation, PlaceAnOrderMutationVariables, ReadAnOrderQuery } from './generated/operations.js';
import type { Order } from './generated/schema.js';

export const order: PlaceAnOrderMutationVariables = {
  input: {
    customerId: 'ada',
    items: [{ productId: 'kettle', quantity: 2, price: { amount: '19.90', currency: 'EUR' } }],
    shippingAddress: { name: 'Ada Lovelace', street: 'Main Street 1', city: 'Berlin', country: 'DE' },
  },
};

export const amountsAreTexts: PlaceAnOrderMutationVariables = {
  input: {
    ...order.input,
    // @ts-expect-error: a number would lose cents
    items: [{ productId: 'kettle', quantity: 2, price: { amount: 19.9, currency: 'EUR' } }],
  },
};

export function told(result: PlaceAnOrderMutation['placeOrder']): string {
  switch (result.__typename) {
    case 'CommandAccepted':
      return result.consistencyToken;
    case 'RuleBroken':
      return `${result.rule}: ${result.message}`;
    case 'InvalidInput':
      return result.violations.map((violation) => `${violation.path} ${violation.message}`).join(', ');
    default:
      return result.message;
  }
}

export function summary(answer: ReadAnOrderQuery): string {
  // @ts-expect-error: the view may not know the order
  answer.order.number;
  if (answer.order === null) return 'no such order';
  const status: Order['status'] = answer.order.status;
  return `${answer.order.number} ${status} ${answer.order.total.amount} ${answer.order.total.currency}`;
}
